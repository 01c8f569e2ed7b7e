package dev.lethe.shared.store;

/**
 * A client's name for one command, so that a retry of it is answered and not done again.
 *
 * @param hash SHA-256, in hexadecimal, over who sent it and the name the client gave
 * @param fingerprint SHA-256, in hexadecimal, over the command, to tell a retry from another
 *     command under that name
 */
public record IdempotencyKey(String hash, String fingerprint) {}
