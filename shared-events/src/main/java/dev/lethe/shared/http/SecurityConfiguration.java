package dev.lethe.shared.http;

import dev.lethe.shared.access.AccessTokens;
import dev.lethe.shared.access.ActorAuthentication;
import dev.lethe.shared.access.Credentials;
import dev.lethe.shared.problem.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.ExceptionTranslationFilter;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;

/** Everything asks for credentials but what is named here. */
@Configuration(proxyBeanMethods = false)
@EnableMethodSecurity
class SecurityConfiguration {

  @Bean
  BearerAuthentication bearerAuthentication(
      AccessTokens tokens,
      Credentials credentials,
      @Value("${LETHE_OIDC_ISSUER:}") String issuer,
      @Value("${LETHE_OIDC_AUDIENCE:}") String audience) {
    return new BearerAuthentication(tokens, credentials, issuer, audience);
  }

  @Bean
  RateLimits rateLimits(
      @Value("${LETHE_RATE_PER_ADDRESS:5000}") int perAddress,
      @Value("${LETHE_RATE_PER_KEY:5000}") int perKey) {
    return new RateLimits(perAddress, perKey);
  }

  @Bean
  SecurityFilterChain securityFilterChain(
      HttpSecurity http,
      BearerAuthentication authentication,
      RateLimits limits,
      ProblemWriter problems,
      @Value("${LETHE_CORS_ORIGINS:}") String origins) {
    AuthenticationEntryPoint unauthenticated =
        (request, response, e) -> {
          response.setHeader("WWW-Authenticate", "Bearer");
          problems.write(
              response,
              ProblemType.UNAUTHENTICATED,
              "get a token from POST /sessions and send it as Authorization: Bearer TOKEN");
        };
    AccessDeniedHandler forbidden =
        (request, response, e) ->
            problems.write(
                response,
                ProblemType.FORBIDDEN,
                "this takes another role than yours, or a key with another scope");
    return http.csrf(AbstractHttpConfigurer::disable) // no cookies, so nothing to forge
        .cors(cors -> cors.configurationSource(cors(origins)))
        .headers(
            headers ->
                headers
                    .contentSecurityPolicy(
                        policy ->
                            policy.policyDirectives("default-src 'none'; frame-ancestors 'none'"))
                    .referrerPolicy(policy -> {}))
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers(
                        HttpMethod.GET,
                        "/openapi.json",
                        "/actuator/health/**",
                        "/log/**",
                        "/.well-known/jwks.json")
                    .permitAll()
                    .requestMatchers(HttpMethod.POST, "/sessions", "/sessions/refresh")
                    .permitAll()
                    .requestMatchers("/error")
                    .permitAll()
                    .anyRequest()
                    .access(withinScopes()))
        .oauth2ResourceServer(
            server ->
                server
                    .authenticationManagerResolver(request -> authentication)
                    .authenticationEntryPoint(unauthenticated)
                    .accessDeniedHandler(forbidden))
        .exceptionHandling(
            exceptions ->
                exceptions.authenticationEntryPoint(unauthenticated).accessDeniedHandler(forbidden))
        .addFilterAfter(new UnavailableFilter(problems), HeaderWriterFilter.class)
        .addFilterBefore(limits.byAddress(problems), BearerTokenAuthenticationFilter.class)
        .addFilterAfter(limits.byKey(problems), ExceptionTranslationFilter.class)
        .build();
  }

  /** Anybody with credentials, as far as those of an API key reach. */
  private static AuthorizationManager<RequestAuthorizationContext> withinScopes() {
    return (authentication, context) -> {
      HttpServletRequest request = context.getRequest();
      boolean allowed =
          authentication.get() instanceof ActorAuthentication known
              && (request.getMethod().equals("GET")
                  ? known.actor().mayQuery()
                      || (isAudit(request.getRequestURI()) && known.actor().mayReadAudit())
                  : known.actor().mayCommand());
      return new AuthorizationDecision(allowed);
    };
  }

  private static boolean isAudit(String path) {
    return path.equals("/audit") || path.equals("/audit/export") || path.equals("/audit/tail");
  }

  /** Closed, unless the operator names origins. */
  private static CorsConfigurationSource cors(String origins) {
    var source = new UrlBasedCorsConfigurationSource();
    List<String> allowed =
        Arrays.stream(origins.split(",", -1)).map(String::strip).filter(o -> !o.isEmpty()).toList();
    if (!allowed.isEmpty()) {
      var configuration = new CorsConfiguration();
      configuration.setAllowedOrigins(allowed);
      configuration.setAllowedMethods(List.of("GET", "POST"));
      configuration.setAllowedHeaders(
          List.of(
              "Authorization",
              "Content-Type",
              "Idempotency-Key",
              "If-Match",
              "Correlation-Id",
              "Lethe-After",
              "Lethe-Reason",
              "traceparent",
              "tracestate"));
      configuration.setExposedHeaders(List.of("ETag", "Retry-After"));
      source.registerCorsConfiguration("/**", configuration);
    }
    return source;
  }
}
