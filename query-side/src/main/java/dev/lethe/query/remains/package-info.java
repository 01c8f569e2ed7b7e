/** What is left of people who are erased: looked for in the tables, and taken off the disk. */
@NullMarked
package dev.lethe.query.remains;

import org.jspecify.annotations.NullMarked;
