/** Whether credentials are still good, asked of the event store. Imports no feature. */
@NullMarked
package dev.lethe.command.access;

import org.jspecify.annotations.NullMarked;
