package dev.lethe.standalone;

import dev.lethe.standalone.verify.VerifyCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** {@code ./lethe verify}, and what it prints. */
final class Verifier {

  private Verifier() {}

  static String verify(String... arguments) {
    var printed = new StringWriter();
    new CommandLine(new VerifyCommand())
        .setOut(new PrintWriter(printed, true))
        .setExecutionExceptionHandler(
            (e, line, parsed) -> {
              line.getOut().println(e.getMessage());
              return 1;
            })
        .execute(arguments);
    return printed.toString();
  }
}
