package dev.lethe.command.api;

import dev.lethe.shared.access.Actor;
import dev.lethe.shared.problem.ProblemType;
import dev.lethe.shared.problem.Refusal;
import dev.lethe.shared.store.ClaimKey;
import dev.lethe.shared.store.IdempotencyKey;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes calls out of what came over HTTP, whether alone or as a line among many. */
final class CommandCalls {

  private static final Pattern ETAG = Pattern.compile("\"?(0|[1-9][0-9]{0,17})\"?");
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

  private final CommandCatalog catalog;
  private final CommandReader reader;
  private final ClaimKey hashes;

  CommandCalls(CommandCatalog catalog, CommandReader reader, ClaimKey hashes) {
    this.catalog = catalog;
    this.hashes = hashes;
    this.reader = reader;
  }

  /**
   * The call of {@code POST /commands/{name}}.
   *
   * @throws Refusal if anything of it is not as described
   */
  CommandCall single(
      String name,
      byte[] body,
      Actor actor,
      Trace trace,
      @Nullable String idempotencyKey,
      @Nullable String ifMatch) {
    CommandType type = catalog.named(name);
    return call(type, reader.object(body), actor, trace, idempotencyKey, ifMatch);
  }

  /**
   * The call of one line of {@code POST /commands}: {@code {"command": NAME, "payload": {…}}}, and
   * as the headers would, {@code idempotencyKey}, {@code ifMatch} and {@code reason}.
   *
   * @throws Refusal if anything of it is not as described
   */
  CommandCall line(byte[] line, Actor actor, Trace trace) {
    ObjectNode object = reader.object(line);
    for (String field : object.propertyNames()) {
      switch (field) {
        case "command", "payload", "idempotencyKey", "ifMatch", "reason" -> {}
        default ->
            throw new Refusal(
                ProblemType.INVALID_COMMAND,
                "a line has the fields command, payload, idempotencyKey, ifMatch and reason, not"
                    + " \"%s\"".formatted(field));
      }
    }
    if (!(object.get("payload") instanceof ObjectNode payload)
        || !object.path("command").isString()) {
      throw new Refusal(
          ProblemType.INVALID_COMMAND,
          "a line is {\"command\": NAME, \"payload\": {…}}, the name a string and the payload an"
              + " object");
    }
    return call(
        catalog.named(object.get("command").stringValue()),
        payload,
        actor,
        trace.because(text(object.get("reason"))),
        text(object.get("idempotencyKey")),
        text(object.get("ifMatch")));
  }

  private static @Nullable String text(@Nullable JsonNode node) {
    return node == null || node.isNull() ? null : node.asString();
  }

  private CommandCall call(
      CommandType type,
      ObjectNode payload,
      Actor actor,
      Trace trace,
      @Nullable String idempotencyKey,
      @Nullable String ifMatch) {
    return new CommandCall(
        type,
        reader.command(type, payload),
        actor,
        trace,
        idempotencyKey == null ? null : key(idempotencyKey, actor, type, payload),
        expectedSequenceNumber(ifMatch));
  }

  private static OptionalLong expectedSequenceNumber(@Nullable String ifMatch) {
    if (ifMatch == null) {
      return OptionalLong.empty();
    }
    Matcher etag = ETAG.matcher(ifMatch.strip());
    if (!etag.matches()) {
      throw new Refusal(
          ProblemType.INVALID_REQUEST,
          "If-Match holds the sequence number you know, such as \"3\"");
    }
    return OptionalLong.of(Long.parseLong(etag.group(1)));
  }

  /** Keyed hashes, as a payload may be guessed: it holds names and addresses. */
  private IdempotencyKey key(String header, Actor actor, CommandType type, ObjectNode payload) {
    if (!KEY.matcher(header).matches()) {
      throw new Refusal(
          ProblemType.INVALID_REQUEST,
          "an Idempotency-Key has 1 to 255 visible ASCII characters, such as a UUID");
    }
    return new IdempotencyKey(
        hashes.hash("idempotency-key", actor.userId() + "\n" + header),
        hashes.hash("idempotency-fingerprint", type.name() + "\n" + payload));
  }
}
