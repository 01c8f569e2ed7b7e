package dev.lethe.command.audit;

import dev.lethe.command.api.AllowedTo;
import dev.lethe.command.api.AllowedTo.Who;
import dev.lethe.command.api.Command;
import dev.lethe.command.api.CommandExample;
import dev.lethe.command.api.GeneratedId;
import dev.lethe.shared.audit.SavedSearchEvent;
import dev.lethe.shared.audit.SearchTerms;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;

/** What can be asked of the searches that a person saves. */
public sealed interface AuditCommand extends Command.AboutUser {

  @Override
  default UUID target() {
    return SavedSearchEvent.searchesOf(userId());
  }

  @AllowedTo(Who.SELF)
  @CommandExample(
      does =
          "Saves a search of the audit log for oneself; see /audit/searches, and saved of /audit",
      json =
          """
          {"userId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d13", "name": "Who looked at me",
           "terms": {"action": "audit.personal-data-read"}}
          """)
  record SaveAuditSearch(
      @NotNull UUID userId,
      @GeneratedId @NotNull UUID searchId,
      @NotBlank @Size(max = 100) String name,
      @NotNull SearchTerms terms)
      implements AuditCommand {}

  @AllowedTo(Who.SELF)
  @CommandExample(
      does = "Deletes a saved search",
      json =
          """
          {"userId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d13", "searchId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d1c"}
          """)
  record DeleteAuditSearch(@NotNull UUID userId, @NotNull UUID searchId) implements AuditCommand {}
}
