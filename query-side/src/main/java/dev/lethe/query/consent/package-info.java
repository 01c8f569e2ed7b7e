/** Read tables and queries of consents, objections and restrictions. */
@NullMarked
package dev.lethe.query.consent;

import org.jspecify.annotations.NullMarked;
