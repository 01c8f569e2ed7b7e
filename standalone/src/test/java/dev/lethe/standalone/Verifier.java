package dev.lethe.standalone;

import dev.lethe.standalone.verify.VerifyCommand;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** {@code ./lethe verify}, and what it prints. */
final class Verifier {

  private Verifier() {}

  static String verify(String... arguments) {
    PrintStream before = System.out;
    var printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      new CommandLine(new VerifyCommand())
          .setExecutionExceptionHandler(
              (e, line, parsed) -> {
                System.out.println(e.getMessage());
                return 1;
              })
          .execute(arguments);
    } finally {
      System.setOut(before);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }
}
