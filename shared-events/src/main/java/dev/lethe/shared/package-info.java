/** What both sides share. Neither side is known here. */
@NullMarked
package dev.lethe.shared;

import org.jspecify.annotations.NullMarked;
