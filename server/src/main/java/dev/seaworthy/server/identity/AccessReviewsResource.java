package dev.seaworthy.server.identity;

import dev.seaworthy.server.access.Caller;
import dev.seaworthy.server.access.Permission;
import dev.seaworthy.server.access.Permit;
import dev.seaworthy.server.http.Cursor;
import dev.seaworthy.server.http.Page;
import dev.seaworthy.server.identity.AccessReviews.Item;
import dev.seaworthy.server.identity.AccessReviews.Review;
import dev.seaworthy.server.identity.Trail.Subject;
import dev.seaworthy.server.store.Database;
import dev.seaworthy.server.store.Transaction;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Periodic reviews of who has which role (AC-2 j, MLPS AC-a).
@Path("/api/v1/access-reviews")
class AccessReviewsResource {
  private static final UUID LAST = new UUID(-1, -1);

  private final Database database;
  private final AccessReviews reviews;
  private final Bindings bindings;
  private final Projects projects;
  private final Trail trail;
  private final Caller caller;

  AccessReviewsResource(
      Database database,
      AccessReviews reviews,
      Bindings bindings,
      Projects projects,
      Trail trail,
      Caller caller) {
    this.database = database;
    this.reviews = reviews;
    this.bindings = bindings;
    this.projects = projects;
    this.trail = trail;
    this.caller = caller;
  }

  /// @param project of which project alone; of everything when absent
  record NewReview(@Nullable String project) {}

  /// @param binding which
  /// @param decision `keep` or `remove`
  /// @param reason why
  record Decision(@Nullable String binding, @Nullable String decision, @Nullable String reason) {}

  /// @param items every binding as it was at the start, and what was decided on it
  record Detail(Review review, List<Item> items) {}

  @GET
  @Permit(Permission.ROLE_GRANT)
  public Page<Review> list(
      @QueryParam("limit") @Nullable Integer asked, @QueryParam("after") @Nullable String after) {
    int limit = Page.limit(asked);
    UUID start =
        after == null ? LAST : Checks.id(Cursor.parse(after, 1).values().getFirst(), "after");
    return Page.of(
        database.inTransaction(tx -> reviews.before(tx, start, limit + 1)),
        limit,
        review -> Cursor.of(review.id().toString()));
  }

  @POST
  @Permit(value = Permission.ROLE_GRANT, stepUp = true)
  public Review start(@Nullable NewReview body) {
    NewReview wanted = Checks.present(body, "The body");
    String name = wanted.project();
    return database.inTransaction(tx -> {
      @Nullable Project project = name == null ? null : projects.named(tx, name);
      Review review =
          reviews.start(
              tx,
              project,
              bindings.all(tx, project == null ? null : project.id()),
              caller.known().name());
      Subject subject = Subject.of("access-review", review.id()).in(name);
      trail.done(tx, caller, "identity.review.started", subject, null, review);
      return review;
    });
  }

  @GET
  @Path("/{id}")
  @Permit(Permission.ROLE_GRANT)
  public Detail show(@PathParam("id") String id) {
    return database.inTransaction(tx -> detail(tx, Checks.id(id, "id")));
  }

  private Detail detail(Transaction tx, UUID id) throws SQLException {
    return new Detail(reviews.known(tx, id), reviews.items(tx, id));
  }

  @POST
  @Path("/{id}/decisions")
  @Permit(value = Permission.ROLE_GRANT, stepUp = true)
  public Detail decide(@PathParam("id") String text, @Nullable Decision body) {
    UUID id = Checks.id(text, "id");
    Decision decision = Checks.present(body, "The body");
    UUID binding = Checks.id(decision.binding(), "binding");
    String word = Checks.present(decision.decision(), "decision");
    if (!word.equals("keep") && !word.equals("remove")) {
      throw Checks.bad("decision is neither \"keep\" nor \"remove\".");
    }
    String reason = Checks.text(decision.reason(), "reason", 1000);
    return database.inTransaction(tx -> {
      Item item = reviews.item(tx, id, binding);
      if (item.decision() != null) {
        throw Checks.conflict("This was decided by %s.".formatted(item.decidedBy()));
      }
      if (caller.known().id().equals(item.person())) {
        throw Checks.forbidden("Nobody reviews their own roles.");
      }
      reviews.decide(tx, id, binding, word, caller.known().name(), reason);
      Subject subject = Subject.of("binding", binding).in(item.project());
      trail.done(
          tx, caller, "identity.review.decided", subject, item, reviews.item(tx, id, binding));
      if (word.equals("remove")) {
        remove(tx, binding, item.project());
      }
      return detail(tx, id);
    });
  }

  private void remove(Transaction tx, UUID id, @Nullable String project) throws SQLException {
    @Nullable UUID where = project == null ? null : projects.named(tx, project).id();
    Optional<Binding> binding = bindings.find(tx, id, where);
    if (binding.isPresent()) {
      bindings.remove(tx, id);
      Subject subject = Subject.of("binding", id).in(project);
      trail.done(tx, caller, "identity.role.withdrawn", subject, binding.get(), null);
    }
  }
}
