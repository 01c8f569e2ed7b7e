/** Read table and queries of erasures, and the certificates of them. */
@NullMarked
package dev.lethe.query.erasure;

import org.jspecify.annotations.NullMarked;
