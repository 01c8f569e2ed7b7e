package dev.lethe.command.api;

/**
 * Something that another part of the command side wants to know of an aggregate; it changes
 * nothing.
 *
 * @param <A> the answer, which the aggregate's handler returns
 */
public interface Question<A> extends Addressed {}
