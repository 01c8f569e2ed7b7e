/** Read table and queries of users. */
@NullMarked
package dev.lethe.query.user;

import org.jspecify.annotations.NullMarked;
