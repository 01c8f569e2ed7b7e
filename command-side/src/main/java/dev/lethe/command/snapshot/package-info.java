/**
 * Deciding on privacy snapshots: reading a document by the platform's settings and comparing it
 * with the last. May be used by no other feature.
 */
@NullMarked
package dev.lethe.command.snapshot;

import org.jspecify.annotations.NullMarked;
