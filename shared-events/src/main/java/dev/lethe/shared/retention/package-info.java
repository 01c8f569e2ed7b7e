/** Events of how long personal data is kept. */
@NullMarked
package dev.lethe.shared.retention;

import org.jspecify.annotations.NullMarked;
