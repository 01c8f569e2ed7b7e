/** Encryption of what is stored but must not be readable there. Depends only on the key folder. */
@NullMarked
package dev.lethe.shared.vault;

import org.jspecify.annotations.NullMarked;
