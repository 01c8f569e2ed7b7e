/** How long personal data is kept, and letting it go. May be used by no other feature. */
@NullMarked
package dev.lethe.command.retention;

import org.jspecify.annotations.NullMarked;
