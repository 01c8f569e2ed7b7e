package dev.lethe.standalone;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Puts the key that signs checkpoints out of use. */
@Command(
    name = "rotate-log-key",
    description =
        "Puts the key that signs checkpoints aside; the next start makes a new one. Checkpoints of"
            + " the old one stay valid.",
    mixinStandardHelpOptions = true)
class RotateLogKeyCommand implements Callable<Integer> {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "${env:LETHE_DATA:-data}",
      description = "Folder of a Lethe that is stopped (LETHE_DATA; default: ${DEFAULT-VALUE}).")
  Path data = Path.of("data");

  @Override
  public Integer call() {
    var folder = new DataFolder(data);
    if (folder.running().isPresent()) {
      throw new CannotStart("Lethe runs on %s: stop it first".formatted(folder.path()));
    }
    System.out.println("Put aside as " + folder.keys().putAside("log.key"));
    return 0;
  }
}
