/** Deciding on erasures and carrying them out. May be used by no other feature. */
@NullMarked
package dev.lethe.command.erasure;

import org.jspecify.annotations.NullMarked;
