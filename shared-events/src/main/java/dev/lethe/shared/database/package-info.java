/**
 * How to reach PostgreSQL: the owner's URL, the roles the program works as, and the migrations.
 * Depends on no other package.
 */
@NullMarked
package dev.lethe.shared.database;

import org.jspecify.annotations.NullMarked;
