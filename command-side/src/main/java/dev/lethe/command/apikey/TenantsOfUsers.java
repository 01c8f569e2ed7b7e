package dev.lethe.command.apikey;

import dev.lethe.command.api.Accounts;
import dev.lethe.command.api.Memberships;
import dev.lethe.shared.problem.ProblemType;
import dev.lethe.shared.problem.Refusal;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Says whether a user can act on behalf of a tenant. */
@Component
class TenantsOfUsers {

  private final Accounts accounts;
  private final List<Memberships> memberships;

  TenantsOfUsers(Accounts accounts, List<Memberships> memberships) {
    this.accounts = accounts;
    this.memberships = memberships;
  }

  /**
   * Does nothing for a user's own tenant, and for those that the user belongs to.
   *
   * @throws Refusal for any other, and for users that are not there
   */
  void require(UUID userId, UUID tenantId) {
    accounts.requireUsable(userId);
    if (!tenantId.equals(userId)
        && memberships.stream().noneMatch(one -> one.of(tenantId, userId).isPresent())) {
      throw new Refusal(
          ProblemType.REFUSED, "the user belongs to no tenant %s".formatted(tenantId));
    }
  }
}
