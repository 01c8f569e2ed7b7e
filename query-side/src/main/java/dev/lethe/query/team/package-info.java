/** Read tables and queries of teams, their members and invitations. */
@NullMarked
package dev.lethe.query.team;

import org.jspecify.annotations.NullMarked;
