/** Deciding on tenants and who belongs to them. May be used by no other feature. */
@NullMarked
package dev.lethe.command.tenant;

import org.jspecify.annotations.NullMarked;
