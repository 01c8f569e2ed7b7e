/** Consents, objections and restrictions of processing. May be used by no other feature. */
@NullMarked
package dev.lethe.command.consent;

import org.jspecify.annotations.NullMarked;
