/** Read tables and queries of tenants and their members. */
@NullMarked
package dev.lethe.query.tenant;

import org.jspecify.annotations.NullMarked;
