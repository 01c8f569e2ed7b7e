package dev.lethe.standalone.collect;

import dev.lethe.command.user.FirstAdmin;
import dev.lethe.shared.access.AccessTokens;
import dev.lethe.shared.access.TokenKeys;
import dev.lethe.standalone.DataFolder;
import java.time.Clock;

/**
 * Lets whoever can read the installation's keys act as its first administrator from the command
 * line, without a login.
 */
public final class OperatorToken {

  private OperatorToken() {}

  /** A token signed with the folder's key. */
  public static String of(DataFolder folder) {
    Clock clock = Clock.systemUTC();
    return new AccessTokens(new TokenKeys(folder.keys(), clock), clock)
        .issueToOperator(FirstAdmin.ID);
  }
}
