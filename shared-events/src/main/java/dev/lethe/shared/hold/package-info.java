/** The events of legal holds. Depends only on the store's event types. */
@NullMarked
package dev.lethe.shared.hold;

import org.jspecify.annotations.NullMarked;
