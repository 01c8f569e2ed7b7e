/** Events of requests that people make about their data (GDPR articles 15, 16 and 20). */
@NullMarked
package dev.lethe.shared.request;

import org.jspecify.annotations.NullMarked;
