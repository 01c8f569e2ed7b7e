/** The command line, and both sides in one process on an embedded PostgreSQL. */
@NullMarked
package dev.lethe.standalone;

import org.jspecify.annotations.NullMarked;
