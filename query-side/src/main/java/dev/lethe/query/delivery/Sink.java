package dev.lethe.query.delivery;

import dev.lethe.query.record.AuditRecord;
import java.util.List;

/** A place to which the audit log is delivered, in the order of positions and at least once. */
interface Sink {

  /** Its name among all sinks. */
  String name();

  /** The position after which its deliveries begin. */
  long beginsAfter();

  /**
   * Delivers records, all of them or some from the first on.
   *
   * @return the position up to which everything is delivered
   * @throws DeliveryFailed if not even the first could be
   */
  long deliver(List<AuditRecord> records) throws InterruptedException;

  /** A delivery did not succeed and is to be tried again. */
  final class DeliveryFailed extends RuntimeException {
    DeliveryFailed(String why) {
      super(why, null, false, false);
    }
  }
}
