package dev.lethe.query.request;

import dev.lethe.query.access.ReadsOfOthers;
import dev.lethe.query.projection.AboutPerson;
import dev.lethe.query.projection.Page;
import dev.lethe.query.projection.Rows;
import dev.lethe.shared.problem.ProblemType;
import dev.lethe.shared.problem.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What people ask for about their data: administrators see all of it, everybody else their own. */
@RestController
@Tag(name = "data-requests")
@Transactional(readOnly = true)
class RequestController {

  private static final String SELECT =
      """
      select r.id, r.*, p.state as copy_state, p.total, p.done, p.as_of, p.made_at
      from read.data_requests r
      left join read.access_packages p on p.request_id = r.id
      """;

  private final Rows rows;
  private final AccessStore store;
  private final ReadsOfOthers reads;

  RequestController(Rows rows, AccessStore store, ReadsOfOthers reads) {
    this.rows = rows;
    this.store = store;
    this.reads = reads;
  }

  /**
   * A request.
   *
   * @param kind access or rectification
   * @param state open, answered, refused, or erased with its person
   * @param wish what is to be corrected
   * @param answer what was done; for access, the SHA-256 of the copy's manifest
   * @param reason why it was extended or refused
   * @param dueAt by when it is to be answered
   * @param copy how far the copy is; null where there is none
   */
  record RequestView(
      UUID id,
      UUID userId,
      String kind,
      String state,
      String identityCheck,
      @Nullable String wish,
      @Nullable String answer,
      @Nullable String reason,
      Instant requestedAt,
      Instant dueAt,
      @Nullable Instant answeredAt,
      long requestedPosition,
      long position,
      @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED) CopyView copy)
      implements AboutPerson.OfUser {}

  /**
   * A copy.
   *
   * @param copyState building, ready or expired; null where it is not begun
   * @param total events that it will hold
   * @param done events that it holds
   * @param asOf it holds what there was up to this position
   */
  record CopyView(
      @Nullable String copyState,
      @Nullable Long total,
      @Nullable Long done,
      @Nullable Long asOf,
      @Nullable Instant madeAt) {}

  @GetMapping("/data-requests")
  @PreAuthorize("isAuthenticated()")
  @Operation(
      operationId = "dataRequests",
      summary = "Requests for access and rectification, and how far they are")
  Page<RequestView> requests(
      @RequestParam(required = false) @Nullable UUID cursor,
      @RequestParam(defaultValue = "50") int limit) {
    return rows.page(
        RequestView.class,
        SELECT + " where r.id > :after and " + Rows.own("r.user_id"),
        Map.of(),
        cursor,
        limit,
        RequestView::id);
  }

  @GetMapping("/data-requests/{id}")
  @PreAuthorize("isAuthenticated()")
  @Operation(
      operationId = "dataRequest",
      summary = "One request for access or rectification; the progress of a copy in events")
  RequestView request(@PathVariable UUID id) {
    return rows.one(RequestView.class, SELECT + " where r.id = :id", Map.of("id", id))
        .orElseThrow(() -> Rows.none("request", id));
  }

  @GetMapping("/data-requests/{id}/package")
  @PreAuthorize("isAuthenticated()")
  @Operation(
      operationId = "accessPackage",
      summary =
          "The copy of all that is held about a person, as a ZIP that ./lethe verify checks; for 30"
              + " days")
  void copy(@PathVariable UUID id, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    RequestView asked = request(id);
    String state = asked.copy().copyState();
    Instant madeAt = asked.copy().madeAt();
    if (!"ready".equals(state) || madeAt == null) {
      throw new Refusal(
          "expired".equals(state) || !asked.state().equals("open")
              ? ProblemType.REFUSED
              : ProblemType.NOT_CAUGHT_UP,
          asked.state().equals("open")
              ? "the copy is not ready yet: ask again in a second"
              : "there is no copy, or no longer: send RequestAccess for a new one");
    }
    reads.note(Set.of(asked.userId()), "accessPackage", request);
    response.setContentType("application/zip");
    response.setHeader("Content-Disposition", "attachment; filename=\"data-%s.zip\"".formatted(id));
    List<String> files = new ArrayList<>(store.files(id));
    files.remove(AccessPages.MANIFEST);
    files.addFirst(AccessPages.MANIFEST);
    try (var zip = new ZipOutputStream(response.getOutputStream())) {
      for (String file : files) {
        var entry = new ZipEntry(file);
        entry.setLastModifiedTime(FileTime.from(madeAt));
        zip.putNextEntry(entry);
        store.read(id, asked.userId(), file, content -> write(zip, content));
        zip.closeEntry();
      }
    }
  }

  private static void write(ZipOutputStream zip, byte[] content) {
    try {
      zip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
