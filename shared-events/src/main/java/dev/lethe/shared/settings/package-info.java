/** The events of users' settings. Depends only on the store's event types and on values. */
@NullMarked
package dev.lethe.shared.settings;

import org.jspecify.annotations.NullMarked;
