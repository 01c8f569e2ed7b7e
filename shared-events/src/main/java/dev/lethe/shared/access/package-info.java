/**
 * Who is asking: actors, their roles, the tokens that prove it and the keys that sign them. Depends
 * on no feature.
 */
@NullMarked
package dev.lethe.shared.access;

import org.jspecify.annotations.NullMarked;
