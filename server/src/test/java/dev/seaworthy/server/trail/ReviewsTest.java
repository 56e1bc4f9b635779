package dev.seaworthy.server.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.server.audit.AuditEvent;
import dev.seaworthy.server.trail.Reviews.Outcome;
import dev.seaworthy.server.trail.Reviews.Review;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReviewsTest {
  private static final AuditEvent.Actor GRACE = new AuditEvent.Actor("human", "grace", "grace");
  private static final AuditEvent.Actor ADA = new AuditEvent.Actor("human", "ada", "ada");

  @TempDir Path folder;
  private Trail trail;

  @BeforeEach
  void aWeekInWhichAdaDidSomething() throws IOException {
    trail = new Trail(folder, Map.of());
    trail.happen("image:1");
    trail.chain();
    trail.reviews.open();
    assertThat(trail.reviews.list(10, null)).as("the week is not over").isEmpty();
    trail.now = trail.now.plus(Duration.ofDays(8));
    trail.reviews.open();
    trail.reviews.open();
  }

  private Review only() {
    List<Review> reviews = trail.reviews.list(10, null);
    assertThat(reviews).hasSize(1);
    return reviews.getFirst();
  }

  @Test
  void isOpenedOnceForEachPeriodAndIsOverdueInTheEnd() {
    Review review = only();
    assertThat(review.from()).isEqualTo(Instant.parse("2026-11-22T00:00:00Z"));
    assertThat(review.dueAt()).isEqualTo(Instant.parse("2026-12-06T00:00:00Z"));
    assertThat(review.state()).isEqualTo("open");
    assertThat(review.records()).isEqualTo(1);
    trail.now = Instant.parse("2026-12-06T00:00:01Z");
    assertThat(only().state()).isEqualTo("overdue");
  }

  @Test
  void isDoneWhenSomebodyElseSignsIt() {
    Review done = trail.reviews.signOff(only().id(), GRACE, "192.0.2.9", Outcome.NOTHING_FOUND, "");
    assertThat(done.state()).isEqualTo("done");
    assertThatThrownBy(() -> trail.reviews.signOff(done.id(), ADA, "", Outcome.NOTHING_FOUND, ""))
        .hasMessageContaining("done");
    trail.chain();
    assertThat(
            trail.search.find(
                new AuditSearch.Query(null, null, "grace", "audit.review.", null, null, null, null),
                10,
                null))
        .hasSize(1);
  }

  @Test
  void nobodyReviewsWhatTheyDidThemselves() {
    Review first = trail.reviews.signOff(only().id(), ADA, "", Outcome.NOTHING_FOUND, "");
    assertThat(first.state()).isEqualTo("wants-another-reviewer");
    assertThat(first.signOffs().getFirst().own()).isEqualTo(1);
    assertThatThrownBy(
            () -> trail.reviews.signOff(first.id(), ADA, "", Outcome.NOTHING_FOUND, "again"))
        .hasMessageContaining("another reviewer");
    assertThat(
            trail
                .reviews
                .signOff(first.id(), GRACE, "", Outcome.FOLLOWED_UP, "asked ada why")
                .state())
        .isEqualTo("done");
  }
}
