/**
 * Checks the event store and its proofs from the published specifications alone: shares no code
 * with what writes them, and may import nothing of the program's but the message to the operator.
 */
@NullMarked
package dev.lethe.standalone.verify;

import org.jspecify.annotations.NullMarked;
