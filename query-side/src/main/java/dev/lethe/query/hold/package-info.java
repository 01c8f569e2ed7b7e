/** Read table and queries of legal holds. */
@NullMarked
package dev.lethe.query.hold;

import org.jspecify.annotations.NullMarked;
