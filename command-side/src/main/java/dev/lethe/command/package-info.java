/** The command side: commands in, events out. It knows nothing of the query side. */
@NullMarked
package dev.lethe.command;

import org.jspecify.annotations.NullMarked;
