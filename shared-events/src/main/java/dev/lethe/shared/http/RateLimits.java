package dev.lethe.shared.http;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.lethe.shared.access.Actor;
import dev.lethe.shared.access.ActorAuthentication;
import dev.lethe.shared.problem.ProblemType;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Bounds how many requests a second each client's address, and each user or API key, may send to
 * this process; twice as many at once. 0 is no bound.
 */
final class RateLimits {

  private static final int MOST_CLIENTS = 100_000;

  private final int perAddress;
  private final int perKey;

  RateLimits(int perAddress, int perKey) {
    this.perAddress = perAddress;
    this.perKey = perKey;
  }

  /** Bounds each address, before anybody looks at the credentials. */
  Filter byAddress(ProblemWriter problems) {
    return new Limit(perAddress, problems, HttpServletRequest::getRemoteAddr);
  }

  /** Bounds each user and each API key. */
  Filter byKey(ProblemWriter problems) {
    return new Limit(
        perKey,
        problems,
        request ->
            SecurityContextHolder.getContext().getAuthentication()
                    instanceof ActorAuthentication known
                ? name(known.actor())
                : null);
  }

  /** A user's sessions count together, each API key for itself. */
  private static String name(Actor actor) {
    return String.valueOf(actor.scopes() == null ? actor.userId() : actor.credentialId());
  }

  private static final class Limit extends OncePerRequestFilter {
    private final int perSecond;
    private final ProblemWriter problems;
    private final Function<HttpServletRequest, @Nullable String> client;
    private final LoadingCache<String, Bucket> buckets;

    Limit(
        int perSecond,
        ProblemWriter problems,
        Function<HttpServletRequest, @Nullable String> client) {
      this.perSecond = perSecond;
      this.problems = problems;
      this.client = client;
      this.buckets =
          Caffeine.newBuilder()
              .maximumSize(MOST_CLIENTS)
              .expireAfterAccess(Duration.ofMinutes(1))
              .build(name -> bucket(perSecond));
    }

    private static Bucket bucket(int perSecond) {
      return Bucket.builder()
          .addLimit(
              limit ->
                  limit.capacity(2L * perSecond).refillGreedy(perSecond, Duration.ofSeconds(1)))
          .build();
    }

    @Override
    protected void doFilterInternal(
        HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws ServletException, IOException {
      String name = perSecond == 0 ? null : client.apply(request);
      if (name != null) {
        ConsumptionProbe probe = buckets.get(name).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
          long seconds = Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds() + 1;
          response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(seconds));
          problems.write(
              response,
              ProblemType.TOO_MANY_REQUESTS,
              "at most %d requests a second: try again in %d s".formatted(perSecond, seconds));
          return;
        }
      }
      chain.doFilter(request, response);
    }

    @Override
    protected String getFilterName() {
      return toString(); // two of a class, each once a request
    }
  }
}
