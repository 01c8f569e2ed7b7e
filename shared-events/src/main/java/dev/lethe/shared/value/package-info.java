/** Value types that belong to no feature. Depends on nothing of ours. */
@NullMarked
package dev.lethe.shared.value;

import org.jspecify.annotations.NullMarked;
