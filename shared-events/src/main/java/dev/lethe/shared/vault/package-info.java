/**
 * Keys under which personal data is sealed, one or more a data subject, and the sealing itself.
 * Depends on the key folder and on JDBC, and on no feature.
 */
@NullMarked
package dev.lethe.shared.vault;

import org.jspecify.annotations.NullMarked;
