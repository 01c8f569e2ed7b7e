/** Makes events of what the query side notes. May be used by no other feature. */
@NullMarked
package dev.lethe.command.audit;

import org.jspecify.annotations.NullMarked;
