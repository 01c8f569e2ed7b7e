/** Deciding on legal holds. May be used by no other feature. */
@NullMarked
package dev.lethe.command.hold;

import org.jspecify.annotations.NullMarked;
