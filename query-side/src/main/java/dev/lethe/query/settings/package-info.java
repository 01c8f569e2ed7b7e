/** Read table and queries of users' settings. */
@NullMarked
package dev.lethe.query.settings;

import org.jspecify.annotations.NullMarked;
