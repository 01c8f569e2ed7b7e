/** The events of teams, their members and invitations. Depends only on the store's event types. */
@NullMarked
package dev.lethe.shared.team;

import org.jspecify.annotations.NullMarked;
