/**
 * What can go wrong that a caller can do something about, as the domain says it. Knows nothing of
 * HTTP but the numbers; depends on nothing of ours.
 */
@NullMarked
package dev.lethe.shared.problem;

import org.jspecify.annotations.NullMarked;
