/** Requests of people about their data, and the copies of it that they are given. */
@NullMarked
package dev.lethe.query.request;

import org.jspecify.annotations.NullMarked;
