/** Read table and queries of how long personal data is kept. */
@NullMarked
package dev.lethe.query.retention;

import org.jspecify.annotations.NullMarked;
