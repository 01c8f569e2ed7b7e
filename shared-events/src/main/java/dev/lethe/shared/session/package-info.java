/**
 * The events of log-ins: sessions of a person, and failed attempts by account and by address.
 * Depends only on the store's event types and on values.
 */
@NullMarked
package dev.lethe.shared.session;

import org.jspecify.annotations.NullMarked;
