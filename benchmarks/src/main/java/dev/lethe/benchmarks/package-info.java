/**
 * Measures Lethe's event store beside stock Axon's, in one run and in turns. Nothing of the program
 * depends on it.
 */
@NullMarked
package dev.lethe.benchmarks;

import org.jspecify.annotations.NullMarked;
