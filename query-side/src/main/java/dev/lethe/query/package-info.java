/** The query side: events in, read tables and answers out. It knows nothing of the command side. */
@NullMarked
package dev.lethe.query;

import org.jspecify.annotations.NullMarked;
