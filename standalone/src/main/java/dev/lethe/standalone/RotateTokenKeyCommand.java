package dev.lethe.standalone;

import dev.lethe.shared.access.TokenKeys;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Puts the key that signs access tokens out of use. */
@Command(
    name = "rotate-token-key",
    description =
        "Puts the key that signs access tokens aside; running processes make and use a new one"
            + " within a minute, and accept tokens of the old one for an hour.",
    mixinStandardHelpOptions = true)
class RotateTokenKeyCommand implements Callable<Integer> {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "${env:LETHE_DATA:-data}",
      description = "Folder of a Lethe, running or not (LETHE_DATA; default: ${DEFAULT-VALUE}).")
  Path data = Path.of("data");

  @Override
  public Integer call() {
    System.out.println("Put aside as " + new DataFolder(data).keys().putAside(TokenKeys.FILE));
    return 0;
  }
}
