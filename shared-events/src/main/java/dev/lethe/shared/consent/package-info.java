/** Events of what may be done with a person's data: consents, objections and restrictions. */
@NullMarked
package dev.lethe.shared.consent;

import org.jspecify.annotations.NullMarked;
