/** What anything was at any instant, by replaying its events. */
@NullMarked
package dev.lethe.query.history;

import org.jspecify.annotations.NullMarked;
