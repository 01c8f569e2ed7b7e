/**
 * The command API: reads, checks, authorises and runs any command, one by one or in bulk. Features
 * declare their commands to it; it imports no feature.
 */
@NullMarked
package dev.lethe.command.api;

import org.jspecify.annotations.NullMarked;
