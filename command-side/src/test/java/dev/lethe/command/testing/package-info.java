/** What the command side's tests share. */
package dev.lethe.command.testing;
