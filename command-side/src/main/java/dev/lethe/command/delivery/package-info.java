/** Deciding on webhooks. May be used by no other feature. */
@NullMarked
package dev.lethe.command.delivery;

import org.jspecify.annotations.NullMarked;
