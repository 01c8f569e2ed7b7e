/** Read tables and queries of platforms and their privacy settings. */
@NullMarked
package dev.lethe.query.platform;

import org.jspecify.annotations.NullMarked;
