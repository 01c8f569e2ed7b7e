/** Delivers the audit log to other systems: webhooks and Apache Kafka. */
@NullMarked
package dev.lethe.query.delivery;

import org.jspecify.annotations.NullMarked;
