/** The events of API keys. Depends only on the store's event types. */
@NullMarked
package dev.lethe.shared.apikey;

import org.jspecify.annotations.NullMarked;
