package dev.seaworthy.server.trail;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.seaworthy.server.access.Caller;
import dev.seaworthy.server.access.Permission;
import dev.seaworthy.server.access.Permit;
import dev.seaworthy.server.audit.AuditEvent;
import dev.seaworthy.server.http.Cursor;
import dev.seaworthy.server.http.Page;
import dev.seaworthy.server.http.Problem;
import dev.seaworthy.server.http.ProblemException;
import dev.seaworthy.server.store.Database;
import dev.seaworthy.server.trail.AuditSearch.Chained;
import dev.seaworthy.server.trail.AuditSearch.Query;
import dev.seaworthy.server.trail.AuditSearch.Tail;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reading the audit trail.
@Path("/api/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
class AuditResource {
  private final AuditSearch search;
  private final ChainExport export;
  private final HeadExports exports;
  private final Heads heads;
  private final Retention retention;
  private final Database database;
  private final Caller caller;

  AuditResource(
      AuditSearch search,
      ChainExport export,
      HeadExports exports,
      Heads heads,
      Retention retention,
      Database database,
      Caller caller) {
    this.search = search;
    this.export = export;
    this.exports = exports;
    this.heads = heads;
    this.retention = retention;
    this.database = database;
    this.caller = caller;
  }

  /// A page of records, the newest first; on the first page also what is not yet chained.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Found(List<Chained> items, @Nullable String next, @Nullable Tail unchained) {}

  @GET
  @Permit(Permission.AUDIT_READ)
  public Found find(
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @QueryParam("actor") @Nullable String actor,
      @QueryParam("action") @Nullable String action,
      @QueryParam("subject") @Nullable String subject,
      @QueryParam("project") @Nullable String project,
      @QueryParam("address") @Nullable String address,
      @QueryParam("result") @Nullable String result,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("after") @Nullable String after) {
    Query query =
        new Query(
            instant("from", from),
            instant("to", to),
            actor,
            action,
            subject,
            project,
            address,
            result(result));
    int size = Page.limit(limit);
    Page<Chained> page =
        Page.of(
            search.find(query, size + 1, after == null ? null : sequence(after)),
            size,
            record -> Cursor.of(String.valueOf(record.sequence())));
    return new Found(page.items(), page.next(), after == null ? search.tail() : null);
  }

  private static long sequence(String after) {
    try {
      return Long.parseLong(Cursor.parse(after, 1).values().getFirst());
    } catch (NumberFormatException e) {
      throw new ProblemException(Problem.badRequest("after is no cursor of this list."));
    }
  }

  static @Nullable Instant instant(String name, @Nullable String text) {
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeException e) {
      throw new ProblemException(
          Problem.badRequest("%s is no time; give it as 2026-11-22T08:00:00Z.".formatted(name)));
    }
  }

  private static AuditEvent.@Nullable Result result(@Nullable String text) {
    try {
      return text == null ? null : AuditEvent.Result.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new ProblemException(Problem.badRequest("result is none of done, denied and failed."));
    }
  }

  @GET
  @Path("records/{sequence}")
  @Permit(Permission.AUDIT_READ)
  public Chained one(@PathParam("sequence") long sequence) {
    return search
        .one(sequence)
        .orElseThrow(() -> new ProblemException(Problem.notFound("There is no such record.")));
  }

  /// How far a place outside has heads.
  ///
  /// @param behind records that no head there covers
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Export(
      String target,
      long sequence,
      long behind,
      @Nullable Instant exportedAt,
      long failures,
      @Nullable String failure,
      @Nullable Instant failedAt) {}

  /// The state of the chain.
  ///
  /// @param before the last record that was let go of; 0 while all are here
  /// @param head the newest signed head, as `seaworthy ledger verify --head` takes it
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record State(
      String ledger,
      long sequence,
      String digest,
      long before,
      @Nullable Long headSequence,
      @Nullable Instant headAt,
      @Nullable String head,
      List<Export> exports,
      long unchained,
      @Nullable Instant unchainedSince) {}

  @GET
  @Path("heads")
  @Permit(Permission.AUDIT_READ)
  public State heads() {
    Tail tail = search.tail();
    Optional<Heads.SignedHead> head = heads.newest();
    List<String> names = exports.targets();
    return database.onSnapshot(tx -> {
      List<Export> sent =
          tx.list(
              """
              select target, coalesce(export.sequence, 0) as sequence,
                greatest(0, coalesce((select sequence from audit_ledger), 0)
                  - coalesce(export.sequence, 0)) as behind,
                exported_at, coalesce(failures, 0) as failures, failure, failed_at
              from unnest(?::text[]) as target left join audit_export export using (target)
              order by target
              """,
              row ->
                  new Export(
                      row.text("target"),
                      row.number("sequence"),
                      row.number("behind"),
                      row.maybeInstant("exported_at").orElse(null),
                      row.number("failures"),
                      row.maybeText("failure").orElse(null),
                      row.maybeInstant("failed_at").orElse(null)),
              names);
      return tx.find(
              "select id, sequence, digest, before_sequence from audit_ledger",
              row ->
                  new State(
                      row.text("id"),
                      row.number("sequence"),
                      row.text("digest"),
                      row.number("before_sequence"),
                      head.map(Heads.SignedHead::sequence).orElse(null),
                      head.map(Heads.SignedHead::takenAt).orElse(null),
                      head.map(Heads.SignedHead::envelope).orElse(null),
                      sent,
                      tail.count(),
                      tail.oldest()))
          .orElseThrow(() -> new ProblemException(Problem.unavailable("Nothing was chained yet.")));
    });
  }

  /// All records as a ledger, for `seaworthy ledger verify`.
  @GET
  @Path("export")
  @Produces("application/x-tar")
  @Permit(Permission.AUDIT_READ)
  public Response export() {
    AuditEvent.Actor actor = caller.actor();
    String address = caller.address();
    StreamingOutput body =
        out -> {
          long last = export.write(out);
          retention.copied(actor, address, last);
        };
    return Response.ok(body)
        .header("Content-Disposition", "attachment; filename=\"audit-ledger.tar\"")
        .build();
  }
}
