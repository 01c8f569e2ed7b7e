package dev.lethe.command.api;

import dev.lethe.shared.problem.ProblemType;
import dev.lethe.shared.problem.Refusal;
import dev.lethe.shared.value.Ids;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What ties a command to the work around it.
 *
 * @param correlationId the client's name for that work, or a new one
 * @param traceparent W3C Trace Context, level 1; a new trace where the client sent none or an
 *     invalid one
 * @param tracestate passed on as it came, or null
 * @param address from where it came, or null where it came over no network
 * @param reason why it was sent, as its sender says, or null
 */
public record Trace(
    String correlationId,
    String traceparent,
    @Nullable String tracestate,
    @Nullable String address,
    @Nullable String reason) {

  /** The header that says why. */
  static final String REASON = "Lethe-Reason";

  private static final int LONGEST_REASON = 500;

  private static final Pattern CORRELATION = Pattern.compile("[\\x21-\\x7e]{1,128}");
  private static final Pattern TRACEPARENT =
      Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
  private static final Pattern TRACESTATE = Pattern.compile("[\\x20-\\x7e]{1,512}");

  /** Of work that the program does by itself. */
  public static Trace inside() {
    return new Trace(Ids.next().toString(), newTraceparent(), null, null, null);
  }

  /**
   * Takes over from the headers what is valid, as the specification asks, and makes up the rest.
   *
   * @throws Refusal if the reason is too long
   */
  public static Trace of(HttpServletRequest request) {
    String correlationId = request.getHeader("Correlation-Id");
    String traceparent = request.getHeader("traceparent");
    String tracestate = request.getHeader("tracestate");
    boolean traced = traceparent != null && TRACEPARENT.matcher(traceparent).matches();
    boolean stated = traced && tracestate != null && TRACESTATE.matcher(tracestate).matches();
    String reason = request.getHeader(REASON);
    return new Trace(
            correlationId != null && CORRELATION.matcher(correlationId).matches()
                ? correlationId
                : Ids.next().toString(),
            traced ? traceparent : newTraceparent(),
            stated ? tracestate : null,
            request.getRemoteAddr(),
            null)
        .because(
            reason == null
                ? null
                // the container reads headers as Latin-1, clients write UTF-8
                : new String(reason.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
  }

  /**
   * The same, for this reason where it is not null.
   *
   * @throws Refusal if the reason is too long or has control characters
   */
  Trace because(@Nullable String why) {
    if (why == null) {
      return this;
    }
    if (why.isBlank()
        || why.length() > LONGEST_REASON
        || why.chars().anyMatch(Character::isISOControl)) {
      throw new Refusal(
          ProblemType.INVALID_REQUEST,
          "a reason (%s) has 1 to %d characters, none of them control characters"
              .formatted(REASON, LONGEST_REASON));
    }
    return new Trace(correlationId, traceparent, tracestate, address, why);
  }

  private static String newTraceparent() {
    byte[] ids = new byte[24];
    ThreadLocalRandom.current().nextBytes(ids);
    HexFormat hex = HexFormat.of();
    return "00-%s-%s-01".formatted(hex.formatHex(ids, 0, 16), hex.formatHex(ids, 16, 24));
  }
}
