/** Read tables and queries of privacy snapshots and their differences. */
@NullMarked
package dev.lethe.query.snapshot;

import org.jspecify.annotations.NullMarked;
