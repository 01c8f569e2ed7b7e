/** Read table and queries of log-in sessions. */
@NullMarked
package dev.lethe.query.session;

import org.jspecify.annotations.NullMarked;
