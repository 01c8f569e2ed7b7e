/** Deciding on API keys, and finding the one behind a secret. May be used by no other feature. */
@NullMarked
package dev.lethe.command.apikey;

import org.jspecify.annotations.NullMarked;
