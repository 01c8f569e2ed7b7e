/** The events of users. Depends only on the store's event types and on values. */
@NullMarked
package dev.lethe.shared.user;

import org.jspecify.annotations.NullMarked;
