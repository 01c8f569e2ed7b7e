/** What tests of all modules share: a real PostgreSQL and a small HTTP client. */
package dev.lethe.shared.testing;
