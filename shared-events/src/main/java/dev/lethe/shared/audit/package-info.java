/** Events about the use of Lethe itself: what was refused, and who read whose data. */
@NullMarked
package dev.lethe.shared.audit;

import org.jspecify.annotations.NullMarked;
