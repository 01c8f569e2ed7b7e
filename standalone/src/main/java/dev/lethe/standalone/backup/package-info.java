/** Backups of events and keys, and what brings them back without bringing back who was erased. */
@NullMarked
package dev.lethe.standalone.backup;

import org.jspecify.annotations.NullMarked;
