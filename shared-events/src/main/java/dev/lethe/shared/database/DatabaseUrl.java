package dev.lethe.shared.database;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Where a PostgreSQL database is and who connects.
 *
 * @param options the URL's query, such as {@code sslmode=require}, or empty
 */
public record DatabaseUrl(
    String host, int port, String name, String user, String password, String options) {

  /**
   * Reads a libpq URL ({@code postgresql://user:password@host:port/name}), with or without {@code
   * jdbc:} before it.
   *
   * @throws InvalidDatabaseUrl if it is not one
   */
  public static DatabaseUrl parse(String url) {
    try {
      URI uri = new URI(url.startsWith("jdbc:") ? url.substring("jdbc:".length()) : url);
      String scheme = uri.getScheme();
      if (uri.getHost() == null || !("postgresql".equals(scheme) || "postgres".equals(scheme))) {
        throw new IllegalArgumentException("it does not start with postgresql://HOST");
      }
      String[] userInfo = (uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo()).split(":", 2);
      String user = userInfo[0].isEmpty() ? "postgres" : decode(userInfo[0]);
      String name = uri.getPath() == null ? "" : uri.getPath().replaceFirst("^/", "");
      return new DatabaseUrl(
          uri.getHost(),
          uri.getPort() == -1 ? 5432 : uri.getPort(),
          name.isEmpty() ? user : name,
          user,
          userInfo.length == 2 ? decode(userInfo[1]) : "",
          uri.getRawQuery() == null ? "" : uri.getRawQuery());
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw new InvalidDatabaseUrl();
    }
  }

  /** The same database for another role. */
  public DatabaseUrl as(String otherUser, String otherPassword) {
    return new DatabaseUrl(host, port, name, otherUser, otherPassword, options);
  }

  /** The JDBC URL, without user and password. */
  public String jdbc() {
    return "jdbc:postgresql://%s:%d/%s%s".formatted(host, port, name, query());
  }

  /** The libpq URL, with the password. */
  public String libpq() {
    return "postgresql://%s:%s@%s:%d/%s%s"
        .formatted(encode(user), encode(password), host, port, name, query());
  }

  /** Without the password, for messages and logs. */
  @Override
  public String toString() {
    return "postgresql://%s@%s:%d/%s".formatted(encode(user), host, port, name);
  }

  private String query() {
    return options.isEmpty() ? "" : "?" + options;
  }

  private static String decode(String part) {
    return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static String encode(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
