/**
 * Requests of people for access to their data and for its rectification. May be used by no other
 * feature.
 */
@NullMarked
package dev.lethe.command.request;

import org.jspecify.annotations.NullMarked;
