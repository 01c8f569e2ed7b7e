package dev.lethe.shared.store;

import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns the payload of one revision of an event type into that of the next, when it is read.
 *
 * @param type stored name of the event type
 * @param fromRevision the revision it reads; what it returns is of the next
 */
public record Upcaster(String type, int fromRevision, UnaryOperator<ObjectNode> change) {}
