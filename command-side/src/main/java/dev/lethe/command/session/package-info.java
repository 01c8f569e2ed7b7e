/**
 * Logging in: sessions that are refreshed and revoked, and attempts that fail. May be used by no
 * other feature.
 */
@NullMarked
package dev.lethe.command.session;

import org.jspecify.annotations.NullMarked;
