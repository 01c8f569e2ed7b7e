/**
 * Reads the privacy settings of real browser profiles and records them, over HTTP like any other
 * client.
 */
@NullMarked
package dev.lethe.standalone.collect;

import org.jspecify.annotations.NullMarked;
