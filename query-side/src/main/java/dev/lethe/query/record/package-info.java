/** Events as people and other systems read them: who did what, when, and what changed. */
@NullMarked
package dev.lethe.query.record;

import org.jspecify.annotations.NullMarked;
