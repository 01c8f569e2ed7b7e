package dev.lethe.command.api;

import dev.lethe.shared.value.Ids;
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
 */
public record Trace(String correlationId, String traceparent, @Nullable String tracestate) {

  private static final Pattern CORRELATION = Pattern.compile("[\\x21-\\x7e]{1,128}");
  private static final Pattern TRACEPARENT =
      Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
  private static final Pattern TRACESTATE = Pattern.compile("[\\x20-\\x7e]{1,512}");

  /**
   * Takes over from the headers what is valid, as the specification asks, and makes up the rest.
   */
  public static Trace of(
      @Nullable String correlationId, @Nullable String traceparent, @Nullable String tracestate) {
    String correlation =
        correlationId != null && CORRELATION.matcher(correlationId).matches()
            ? correlationId
            : Ids.next().toString();
    if (traceparent == null || !TRACEPARENT.matcher(traceparent).matches()) {
      return new Trace(correlation, newTraceparent(), null);
    }
    boolean stated = tracestate != null && TRACESTATE.matcher(tracestate).matches();
    return new Trace(correlation, traceparent, stated ? tracestate : null);
  }

  private static String newTraceparent() {
    byte[] ids = new byte[24];
    ThreadLocalRandom.current().nextBytes(ids);
    HexFormat hex = HexFormat.of();
    return "00-%s-%s-01".formatted(hex.formatHex(ids, 0, 16), hex.formatHex(ids, 16, 24));
  }
}
