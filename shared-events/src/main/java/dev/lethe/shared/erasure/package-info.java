/** The events of erasures (GDPR article 17). Depends only on the store's event types. */
@NullMarked
package dev.lethe.shared.erasure;

import org.jspecify.annotations.NullMarked;
