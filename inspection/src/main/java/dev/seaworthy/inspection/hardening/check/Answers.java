package dev.seaworthy.inspection.hardening.check;

import java.util.EnumMap;
import java.util.Map;

/// What other parts of Seaworthy know of an image. What nobody told is unknown.
///
/// @param known by topic
public record Answers(Map<Topic, Answer> known) {

  /// Nothing is known.
  public static final Answers NONE = new Answers(Map.of());

  public Answers {
    known = Map.copyOf(known);
  }

  /// The same with one more answer.
  public Answers with(Topic topic, Answer answer) {
    Map<Topic, Answer> more = new EnumMap<>(Topic.class);
    more.putAll(known);
    more.put(topic, answer);
    return new Answers(more);
  }

  Answer of(Topic topic) {
    return known.getOrDefault(topic, new Answer.Unknown("nobody looked"));
  }
}
