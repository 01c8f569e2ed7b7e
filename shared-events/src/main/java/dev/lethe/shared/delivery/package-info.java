/** Events of webhooks, to which the audit log is delivered. */
@NullMarked
package dev.lethe.shared.delivery;

import org.jspecify.annotations.NullMarked;
