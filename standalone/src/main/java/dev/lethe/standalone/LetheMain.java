package dev.lethe.standalone;

import dev.lethe.shared.database.DatabaseUnusable;
import dev.lethe.shared.database.InvalidDatabaseUrl;
import dev.lethe.standalone.collect.CollectCommand;
import dev.lethe.standalone.verify.VerifyCommand;
import java.util.stream.Stream;
import org.springframework.boot.logging.LoggingSystem;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./lethe}: serves, unless another verb is given. */
@Command(
    name = "lethe",
    description = "Records who changed what, shows it as it was at any moment, and proves it.",
    mixinStandardHelpOptions = true,
    version = "lethe 0.1.0",
    subcommands = {
      ServeCommand.class,
      DbUrlCommand.class,
      CollectCommand.class,
      VerifyCommand.class,
      RotateLogKeyCommand.class,
      RotateTokenKeyCommand.class,
      RotateMasterKeyCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
      SweepCommand.class
    })
public final class LetheMain extends Serving {

  private LetheMain() {}

  public static void main(String[] args) {
    // quiet until Spring has read how it is to log
    LoggingSystem.get(LetheMain.class.getClassLoader()).beforeInitialize();
    int status =
        new CommandLine(new LetheMain())
            .setExecutionExceptionHandler((e, commandLine, parsed) -> report(e, commandLine))
            .execute(args);
    if (status != 0) {
      System.exit(status);
    }
  }

  /** One line for what the operator can mend; the whole story for what only we can. */
  private static int report(Exception e, CommandLine commandLine) throws Exception {
    Throwable known =
        Stream.<Throwable>iterate(e, cause -> cause != null, Throwable::getCause)
            .filter(LetheMain::isForTheOperator)
            .findFirst()
            .orElseThrow(() -> e);
    commandLine.getErr().println("lethe: " + known.getMessage());
    return 1;
  }

  private static boolean isForTheOperator(Throwable cause) {
    return switch (cause) {
      case CannotStart _, DatabaseUnusable _, InvalidDatabaseUrl _ -> true;
      default -> false;
    };
  }
}
