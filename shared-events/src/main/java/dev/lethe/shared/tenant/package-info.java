/** The events of tenants and their members. Depends only on the store's event types. */
@NullMarked
package dev.lethe.shared.tenant;

import org.jspecify.annotations.NullMarked;
