/** Deciding on users' settings. May be used by no other feature. */
@NullMarked
package dev.lethe.command.settings;

import org.jspecify.annotations.NullMarked;
