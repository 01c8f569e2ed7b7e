/** The audit log: a row for each event, its search and its exports. */
@NullMarked
package dev.lethe.query.audit;

import org.jspecify.annotations.NullMarked;
