/** Read table and queries of API keys. */
@NullMarked
package dev.lethe.query.apikey;

import org.jspecify.annotations.NullMarked;
