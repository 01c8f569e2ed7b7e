/**
 * JSONPath (RFC 9535) over Jackson trees. Written here because no library that passes the RFC's own
 * examples is to be had: see docs/decisions. Depends on nothing of ours.
 */
@NullMarked
package dev.lethe.command.jsonpath;

import org.jspecify.annotations.NullMarked;
