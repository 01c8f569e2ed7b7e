package dev.lethe.shared.user;

import org.jspecify.annotations.Nullable;

/** How Stripe knows a user: as a customer, and by the subscription that is active. */
public record StripeIds(@Nullable String customerId, @Nullable String subscriptionId) {

  /** Not known to Stripe. */
  public static final StripeIds NONE = new StripeIds(null, null);
}
