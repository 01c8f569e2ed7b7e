package dev.lethe.query.delivery;

import dev.lethe.query.record.AuditRecord;
import dev.lethe.query.record.Ocsf;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A webhook as the Standard Webhooks specification has it: each record in a request of its own,
 * signed with HMAC-SHA256 under every secret that is good.
 *
 * @see <a href="https://github.com/standard-webhooks/standard-webhooks">Standard Webhooks</a>
 */
final class Webhook implements Sink {

  private static final Duration LONGEST = Duration.ofSeconds(15);

  /** Few, so that what is delivered is noted often. */
  private static final int AT_ONCE = 20;

  private final UUID id;
  private final URI url;
  private final @Nullable UUID ofTenant;
  private final List<String> actions;
  private final boolean ocsf;
  private final List<String> secrets;
  private final long addedPosition;
  private final long resumedPosition;
  private final HttpClient http;
  private final JsonMapper json;
  private final Clock clock;

  Webhook(
      UUID id,
      URI url,
      @Nullable UUID ofTenant,
      List<String> actions,
      boolean ocsf,
      List<String> secrets,
      long addedPosition,
      long resumedPosition,
      HttpClient http,
      JsonMapper json,
      Clock clock) {
    this.id = id;
    this.url = url;
    this.ofTenant = ofTenant;
    this.actions = actions;
    this.ocsf = ocsf;
    this.secrets = secrets;
    this.addedPosition = addedPosition;
    this.resumedPosition = resumedPosition;
    this.http = http;
    this.json = json;
    this.clock = clock;
  }

  @Override
  public String name() {
    return id.toString();
  }

  @Override
  public long beginsAfter() {
    return addedPosition;
  }

  long resumedPosition() {
    return resumedPosition;
  }

  boolean wants(AuditRecord told) {
    return (ofTenant == null || ofTenant.equals(told.tenantId()))
        && (actions.isEmpty() || actions.stream().anyMatch(action -> isAction(action, told)));
  }

  private static boolean isAction(String wanted, AuditRecord told) {
    return wanted.endsWith(".") ? told.action().startsWith(wanted) : told.action().equals(wanted);
  }

  @Override
  public long deliver(List<AuditRecord> records) throws InterruptedException {
    long delivered = 0;
    for (AuditRecord told : records.subList(0, Math.min(AT_ONCE, records.size()))) {
      try {
        send(told);
        delivered = told.position();
      } catch (DeliveryFailed e) {
        if (delivered == 0) {
          throw e;
        }
        return delivered;
      }
    }
    return delivered;
  }

  private void send(AuditRecord told) throws InterruptedException {
    String messageId = "msg_" + told.id();
    String timestamp = String.valueOf(clock.instant().getEpochSecond());
    String body =
        ocsf
            ? json.writeValueAsString(Ocsf.event(told, null, Ocsf.VERSIONS.getLast(), json))
            : json.writeValueAsString(told);
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(LONGEST)
            .header("Content-Type", "application/json")
            .header("webhook-id", messageId)
            .header("webhook-timestamp", timestamp)
            .header("webhook-signature", signatures(messageId + "." + timestamp + "." + body))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<Void> response = http.send(request, HttpResponse.BodyHandlers.discarding());
      if (response.statusCode() / 100 != 2) {
        throw new DeliveryFailed("HTTP status " + response.statusCode());
      }
    } catch (IOException e) {
      throw new DeliveryFailed(e.getClass().getSimpleName());
    }
  }

  private String signatures(String content) {
    return secrets.stream()
        .map(secret -> "v1," + sign(content, secret))
        .collect(Collectors.joining(" "));
  }

  private static String sign(String content, String secret) {
    try {
      byte[] key = Base64.getDecoder().decode(secret.substring(secret.indexOf('_') + 1));
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return Base64.getEncoder()
          .encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }
}
