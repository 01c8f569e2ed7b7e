/** Row-level security: every reading transaction says who asks. Imports no feature. */
@NullMarked
package dev.lethe.query.access;

import org.jspecify.annotations.NullMarked;
