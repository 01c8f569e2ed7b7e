/**
 * What both HTTP APIs have in common: problems (RFC 9457), security and the description. Depends on
 * no feature.
 */
@NullMarked
package dev.lethe.shared.http;

import org.jspecify.annotations.NullMarked;
