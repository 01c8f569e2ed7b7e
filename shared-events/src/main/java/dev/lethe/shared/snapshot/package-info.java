/**
 * The events of privacy snapshots, and how two snapshots differ. Depends only on the store's event
 * types and on values.
 */
@NullMarked
package dev.lethe.shared.snapshot;

import org.jspecify.annotations.NullMarked;
