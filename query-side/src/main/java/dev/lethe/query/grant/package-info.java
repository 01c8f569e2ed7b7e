/** Who has, or had, access to what: the policies' table and the history of it. */
@NullMarked
package dev.lethe.query.grant;

import org.jspecify.annotations.NullMarked;
