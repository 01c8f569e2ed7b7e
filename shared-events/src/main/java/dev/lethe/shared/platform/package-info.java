/**
 * The events of platforms and of the privacy settings they have. Depends only on the store's event
 * types and on values.
 */
@NullMarked
package dev.lethe.shared.platform;

import org.jspecify.annotations.NullMarked;
