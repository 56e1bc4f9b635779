package dev.seaworthy.server.trail;

import dev.seaworthy.server.access.Caller;
import dev.seaworthy.server.access.Permission;
import dev.seaworthy.server.access.Permit;
import dev.seaworthy.server.http.Cursor;
import dev.seaworthy.server.http.Page;
import dev.seaworthy.server.http.Problem;
import dev.seaworthy.server.http.ProblemException;
import dev.seaworthy.server.settings.Settings;
import dev.seaworthy.server.trail.Reviews.Outcome;
import dev.seaworthy.server.trail.Reviews.Review;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Log reviews and how the trail is kept.
@Path("/api/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
class ReviewResource {
  private static final int NOTE_CHARS_MAX = 4000;

  private final Reviews reviews;
  private final HeadExports exports;
  private final Settings settings;
  private final Caller caller;

  ReviewResource(Reviews reviews, HeadExports exports, Settings settings, Caller caller) {
    this.reviews = reviews;
    this.exports = exports;
    this.settings = settings;
    this.caller = caller;
  }

  @GET
  @Path("reviews")
  @Permit(Permission.AUDIT_READ)
  public Page<Review> reviews(
      @QueryParam("limit") @Nullable Integer limit, @QueryParam("after") @Nullable String after) {
    int size = Page.limit(limit);
    return Page.of(
        reviews.list(
            size + 1,
            after == null
                ? null
                : AuditResource.instant("after", Cursor.parse(after, 1).values().getFirst())),
        size,
        review -> Cursor.of(review.to().toString()));
  }

  /// @param outcome `nothing-found`, `followed-up` or `incident-raised`
  /// @param note what was looked at and what follows; required unless nothing was found
  record SigningOff(@Nullable String outcome, @Nullable String note) {}

  @POST
  @Path("reviews/{id}/sign-off")
  @Permit(Permission.AUDIT_REVIEW)
  public Review signOff(@PathParam("id") UUID id, SigningOff wanted) {
    Outcome outcome = outcome(wanted.outcome());
    String note = wanted.note() == null ? "" : wanted.note().strip();
    if (note.length() > NOTE_CHARS_MAX) {
      throw new ProblemException(
          Problem.badRequest("note has more than %s characters.".formatted(NOTE_CHARS_MAX)));
    }
    if (note.isEmpty() && outcome != Outcome.NOTHING_FOUND) {
      throw new ProblemException(Problem.badRequest("note must say what was found."));
    }
    return reviews.signOff(id, caller.actor(), caller.address(), outcome, note);
  }

  private static Outcome outcome(@Nullable String text) {
    return Arrays.stream(Outcome.values())
        .filter(each -> word(each).equals(text))
        .findFirst()
        .orElseThrow(() ->
            new ProblemException(
                Problem.badRequest(
                    "outcome is none of "
                        + Arrays.stream(Outcome.values())
                            .map(ReviewResource::word)
                            .collect(Collectors.joining(", "))
                        + ".")));
  }

  private static String word(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// How the trail is kept; the operator's options say so, not this API.
  record Kept(
      int retentionDays,
      int retentionDaysMin,
      int reviewDays,
      int reviewDueDays,
      List<String> headsTo) {}

  @GET
  @Path("settings")
  @Permit(Permission.AUDIT_READ)
  public Kept settings() {
    return new Kept(
        settings.audit().retentionDays(),
        Retention.DAYS_MIN,
        settings.audit().reviewDays(),
        settings.audit().reviewDueDays(),
        exports.targets());
  }
}
