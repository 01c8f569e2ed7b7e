package dev.lethe.query.team;

import dev.lethe.query.projection.AboutPerson;
import dev.lethe.query.projection.Page;
import dev.lethe.query.projection.Rows;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Queries of teams: those one takes part in; administrators of the installation see all. */
@RestController
@Tag(name = "teams")
@Transactional(readOnly = true)
class TeamController {

  private final Rows rows;

  TeamController(Rows rows) {
    this.rows = rows;
  }

  /** A team. */
  record TeamView(
      UUID id,
      String name,
      @Nullable String description,
      UUID ownerId,
      String plan,
      int maxMembers,
      @Schema(type = "object", implementation = Object.class) @Nullable JsonNode settings,
      Instant createdAt,
      Instant updatedAt,
      @Nullable Instant deactivatedAt,
      long position) {}

  /** Somebody who takes part in a team, or did. */
  record TeamMemberView(
      UUID id,
      UUID teamId,
      UUID userId,
      String role,
      @Nullable UUID invitedBy,
      Instant joinedAt,
      boolean isActive,
      long position) {}

  /** An invitation; its token is not shown again. */
  record InvitationView(
      UUID id,
      UUID teamId,
      UUID contactId,
      String email,
      String role,
      UUID invitedBy,
      Instant expiresAt,
      @Nullable Instant acceptedAt,
      @Nullable Instant declinedAt,
      @Nullable Instant revokedAt,
      Instant createdAt,
      long position)
      implements AboutPerson {

    @Override
    public UUID dataSubject() {
      return contactId;
    }
  }

  @GetMapping("/teams")
  @PreAuthorize("isAuthenticated()")
  @Operation(operationId = "teams", summary = "The teams one takes part in")
  Page<TeamView> teams(
      @RequestParam(required = false) @Nullable UUID cursor,
      @RequestParam(defaultValue = "50") int limit) {
    return rows.page(
        TeamView.class,
        "select id, t.* from read.teams t where id > :after",
        Map.of(),
        cursor,
        limit,
        TeamView::id);
  }

  @GetMapping("/teams/{id}")
  @PreAuthorize("isAuthenticated()")
  @Operation(operationId = "team", summary = "One team")
  TeamView team(@PathVariable UUID id) {
    return rows.one(TeamView.class, "select * from read.teams where id = :id", Map.of("id", id))
        .orElseThrow(() -> Rows.none("team", id));
  }

  @GetMapping("/teams/{id}/members")
  @PreAuthorize("isAuthenticated()")
  @Operation(operationId = "teamMembers", summary = "Who takes part in a team, or did")
  Page<TeamMemberView> members(
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable UUID cursor,
      @RequestParam(defaultValue = "50") int limit) {
    team(id);
    return rows.page(
        TeamMemberView.class,
        "select id, m.* from read.team_members m where team_id = :team and id > :after",
        Map.of("team", id),
        cursor,
        limit,
        TeamMemberView::id);
  }

  @GetMapping("/teams/invitations")
  @PreAuthorize("isAuthenticated()")
  @Operation(
      operationId = "teamInvitations",
      summary = "Invitations to one's own email address, and of the teams one manages")
  Page<InvitationView> invitations(
      @RequestParam(required = false) @Nullable UUID teamId,
      @RequestParam(required = false) @Nullable UUID cursor,
      @RequestParam(defaultValue = "50") int limit) {
    return teamId == null
        ? rows.page(
            InvitationView.class,
            "select id, i.* from read.team_invites i where id > :after",
            Map.of(),
            cursor,
            limit,
            InvitationView::id)
        : rows.page(
            InvitationView.class,
            "select id, i.* from read.team_invites i where team_id = :team and id > :after",
            Map.of("team", teamId),
            cursor,
            limit,
            InvitationView::id);
  }
}
