/** Signs the Merkle log and serves it. May be used by no feature. */
@NullMarked
package dev.lethe.command.log;

import org.jspecify.annotations.NullMarked;
