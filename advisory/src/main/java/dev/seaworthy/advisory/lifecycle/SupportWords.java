package dev.seaworthy.advisory.lifecycle;

import dev.seaworthy.advisory.lifecycle.SupportTerm.Extended;
import java.time.LocalDate;
import java.util.Optional;

/// Says for people how long a distribution is supported.
public final class SupportWords {

  private SupportWords() {}

  /// Such as `fixes ended on 2023-05-31, for subscribers on 2028-04-01 (endoflife.date of
  /// 2026-08-22)`.
  public static String ended(Support.Ended ended) {
    SupportTerm term = ended.term();
    StringBuilder words =
        new StringBuilder("fixes ended on ").append(term.publicEnd().orElse(ended.end()));
    if (term.extendedBy() == Extended.SUBSCRIBERS) {
      term.extendedEnd().ifPresent(end -> words.append(", for subscribers on ").append(end));
    }
    return words.append(source(term)).toString();
  }

  /// Such as `everybody gets fixes until 2028-06-30 (endoflife.date of 2026-08-22)`.
  public static String supported(Support.Supported supported) {
    SupportTerm term = supported.term();
    Optional<LocalDate> end = term.publicEnd();
    String words;
    if (supported.isBySubscription()) {
      words =
          "subscribers get fixes until %s, and the policy subscribes; for everybody they ended on %s"
              .formatted(
                  term.extendedEnd().map(LocalDate::toString).orElse(""),
                  end.map(LocalDate::toString).orElse(""));
    } else if (end.isPresent()) {
      words = "everybody gets fixes until " + end.get();
    } else if (term.isRolling()) {
      words = "it has no releases, and its newest state gets fixes";
    } else {
      words = "it gets fixes, and no end is announced";
    }
    return words + source(term);
  }

  private static String source(SupportTerm term) {
    return " (%s of %s)".formatted(term.source(), term.asOf());
  }
}
