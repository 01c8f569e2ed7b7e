/**
 * Deciding on platforms and their privacy settings. May be used by no other feature; snapshots read
 * its events.
 */
@NullMarked
package dev.lethe.command.platform;

import org.jspecify.annotations.NullMarked;
