/**
 * How read tables are kept up to date and how far they are. Features' projectors use it; it imports
 * no feature.
 */
@NullMarked
package dev.lethe.query.projection;

import org.jspecify.annotations.NullMarked;
