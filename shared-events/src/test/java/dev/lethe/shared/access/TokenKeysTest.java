package dev.lethe.shared.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWK;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.oauth2.jwt.JwtException;

class TokenKeysTest {

  private static final UUID ADA = UUID.randomUUID();

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
  @TempDir Path folder;

  @Test
  void aTokenIsGoodForItsLifeAndNotLonger() {
    AccessTokens tokens = tokens();
    String token = tokens.issue(ADA, ADA, ADA);

    assertThat(tokens.decoder().decode(token).getSubject()).isEqualTo(ADA.toString());
    pass(AccessTokens.LIFE.plusMinutes(1));
    assertThatThrownBy(() -> tokens.decoder().decode(token)).isInstanceOf(JwtException.class);
  }

  @Test
  void anOldKeyIsReplacedAndItsTokensStayGoodWhileTheyLive() throws IOException {
    AccessTokens tokens = tokens();
    String firstKey = tokens.publicKeys().getKeys().getFirst().getKeyID();
    String last = tokens.issue(ADA, ADA, ADA);

    madeBefore(Duration.ofDays(31));
    AccessTokens later = tokens();
    assertThat(later.publicKeys().getKeys()).hasSize(2);
    assertThat(later.publicKeys().getKeys().getFirst().getKeyID()).isNotEqualTo(firstKey);
    assertThat(later.decoder().decode(last)).isNotNull();

    madeBefore(AccessTokens.LIFE.multipliedBy(2).plusMinutes(1));
    assertThat(tokens().publicKeys().getKeys()).hasSize(1);
    assertThatThrownBy(() -> tokens().decoder().decode(last)).isInstanceOf(JwtException.class);
  }

  @Test
  void processesThatShareAFolderAcceptEachOthersTokensAfterARotation() {
    AccessTokens one = tokens();
    AccessTokens other = tokens();
    assertThat(other.decoder().decode(one.issue(ADA, ADA, ADA))).isNotNull();

    new KeyFolder(folder).putAside(TokenKeys.FILE);
    pass(Duration.ofMinutes(2));

    assertThat(other.decoder().decode(one.issue(ADA, ADA, ADA))).isNotNull();
    assertThat(one.publicKeys().getKeys()).hasSize(2);
  }

  @Test
  void whatIsPublishedHoldsNoPrivateKey() {
    assertThat(tokens().publicKeys().getKeys()).isNotEmpty().noneMatch(JWK::isPrivate);
  }

  private void madeBefore(Duration age) throws IOException {
    Files.setLastModifiedTime(
        folder.resolve(TokenKeys.FILE), FileTime.from(Instant.now().minus(age)));
  }

  private AccessTokens tokens() {
    return new AccessTokens(new TokenKeys(new KeyFolder(folder), moved()), moved());
  }

  private Clock moved() {
    return MovedClock.of(now);
  }

  private void pass(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
  }

  /** A clock that stands until it is moved. */
  private static final class MovedClock extends Clock {
    private final AtomicReference<Instant> now;

    private MovedClock(AtomicReference<Instant> now) {
      this.now = now;
    }

    static Clock of(AtomicReference<Instant> now) {
      return new MovedClock(now);
    }

    @Override
    public Instant instant() {
      return now.get();
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
