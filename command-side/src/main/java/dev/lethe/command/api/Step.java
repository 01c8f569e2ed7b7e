package dev.lethe.command.api;

/**
 * Something that a part of the command side asks of an aggregate without a client having sent a
 * command of that name. Not in the catalogue, so there is no other way to it.
 *
 * @param <A> what the aggregate's handler returns
 */
public interface Step<A> extends Addressed {}
