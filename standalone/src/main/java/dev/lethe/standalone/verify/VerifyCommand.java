package dev.lethe.standalone.verify;

import dev.lethe.standalone.CannotStart;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Checks the store, or a proof alone. Ends with status 0 where all is well, 1 where it is not. */
@Command(
    name = "verify",
    description =
        "Checks that the events are as they were signed, or that a proof file holds; shares no code"
            + " with what writes them.",
    mixinStandardHelpOptions = true)
public final class VerifyCommand implements Callable<Integer> {

  @Spec CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--database",
      paramLabel = "URL",
      description = "Checks the store in this database, as ./lethe db-url --role owner names it.")
  @Nullable String database;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description =
          "A verifier key to trust, as /log/keys shows it; may be repeated. Without one the"
              + " database's own list is trusted.")
  List<String> keys = List.of();

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description =
          "Checks this proof (JSON), certificate of erasure or copy of a person's data (ZIP).")
  @Nullable Path file;

  @Override
  public Integer call() {
    Finding finding;
    try {
      List<SignedNote.Key> trusted = keys.stream().map(SignedNote.Key::parse).toList();
      if (file != null) {
        finding =
            PackageCheck.isZip(file) ? PackageCheck.check(file, trusted) : text(file, trusted);
      } else if (database != null) {
        finding = checkStore(database, trusted);
      } else {
        throw new CannotStart("say what to verify: a proof FILE, or --database URL");
      }
    } catch (IOException | JacksonException e) {
      throw new CannotStart("%s cannot be read as a proof".formatted(file));
    } catch (SQLException e) {
      throw new CannotStart("the database cannot be read: " + e.getMessage());
    } catch (IllegalArgumentException e) {
      throw new CannotStart(String.valueOf(e.getMessage()));
    }
    spec.commandLine()
        .getOut()
        .println((finding.good() ? "verified: " : "NOT verified: ") + finding.sentence());
    return finding.good() ? 0 : 1;
  }

  private static Finding text(Path file, List<SignedNote.Key> trusted) throws IOException {
    String content = Files.readString(file);
    return CertificateCheck.isNote(content)
        ? CertificateCheck.check(content, trusted)
        : ProofCheck.check(new JsonMapper().readTree(content), trusted);
  }

  private static Finding checkStore(String url, List<SignedNote.Key> trusted) throws SQLException {
    // libpq's form with user:password@, which JDBC wants apart
    URI uri = URI.create(url);
    var properties = new Properties();
    if (uri.getUserInfo() != null) {
      String[] user = uri.getUserInfo().split(":", 2);
      properties.setProperty("user", user[0]);
      if (user.length == 2) {
        properties.setProperty("password", user[1]);
      }
    }
    String jdbc =
        "jdbc:postgresql://%s:%d%s"
            .formatted(uri.getHost(), uri.getPort() == -1 ? 5432 : uri.getPort(), uri.getPath());
    try (Connection connection = DriverManager.getConnection(jdbc, properties)) {
      return new StoreCheck(connection, trusted).run();
    }
  }
}
