/** Deciding on users, and logging them in. May be used by no other feature. */
@NullMarked
package dev.lethe.command.user;

import org.jspecify.annotations.NullMarked;
