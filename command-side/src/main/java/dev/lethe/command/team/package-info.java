/** Deciding on teams, their members and invitations. May be used by no other feature. */
@NullMarked
package dev.lethe.command.team;

import org.jspecify.annotations.NullMarked;
