package dev.lethe.command.session;

import dev.lethe.command.api.Accounts;
import dev.lethe.command.api.Aggregates;
import dev.lethe.command.api.Secret;
import dev.lethe.command.session.Attempt.Admit;
import dev.lethe.command.session.Attempt.Fail;
import dev.lethe.command.session.Attempt.Succeed;
import dev.lethe.shared.problem.ProblemType;
import dev.lethe.shared.problem.Refusal;
import dev.lethe.shared.session.LogInEvent.Kind;
import dev.lethe.shared.store.ClaimKey;
import dev.lethe.shared.user.UserEvent;
import dev.lethe.shared.value.Ids;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Checks email address and password, and counts what fails by account and by address. */
@Component
class LogIn {

  private final Aggregates aggregates;
  private final Accounts accounts;
  private final ClaimKey hashes;

  LogIn(Aggregates aggregates, Accounts accounts, ClaimKey hashes) {
    this.aggregates = aggregates;
    this.accounts = accounts;
    this.hashes = hashes;
  }

  /**
   * The user whose email address and password these are.
   *
   * @param address the client's
   * @throws Refusal for any other, and where too many attempts have failed
   */
  UUID require(String email, Secret password, String address) {
    UUID ofAccount = attempts("account", UserEvent.normalEmail(email));
    UUID ofAddress = attempts("address", network(address));
    aggregates.tell(new Admit(ofAddress), null);
    aggregates.tell(new Admit(ofAccount), null);
    Optional<UUID> userId = accounts.withEmail(email);
    if (!accounts.hasPassword(userId, password)) {
      aggregates.tell(new Fail(ofAccount, Kind.ACCOUNT, userId.orElse(null), address), null);
      aggregates.tell(new Fail(ofAddress, Kind.ADDRESS, userId.orElse(null), address), null);
      throw new Refusal(ProblemType.UNAUTHENTICATED, "the email address or the password is wrong");
    }
    aggregates.tell(new Succeed(ofAccount), null);
    return userId.orElseThrow();
  }

  /** Named by a keyed hash, so that an id tells nothing of the account or address. */
  private UUID attempts(String kind, String value) {
    return Ids.named("log-ins of " + hashes.hash("log-in." + kind, value));
  }

  /** An IPv6 client has a whole network of addresses: the first 64 bits name it. */
  private static String network(String address) {
    try {
      InetAddress parsed = InetAddress.ofLiteral(address);
      return parsed instanceof Inet6Address
          ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), 8))
          : parsed.getHostAddress();
    } catch (IllegalArgumentException e) {
      return address;
    }
  }
}
