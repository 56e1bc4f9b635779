package dev.seaworthy.advisory.version;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.oracle.Order;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Answers of tools that a test machine rarely has, recorded once with the tool's version.
class RecordedOrderTest {

  private record Answer(String left, Order order, String right) {

    static Answer of(String line) {
      String[] words = line.split(" ", -1);
      Order order =
          switch (words[1]) {
            case "<" -> Order.LESS;
            case "=" -> Order.EQUAL;
            case ">" -> Order.GREATER;
            case "x" -> Order.INVALID;
            default -> throw new IllegalArgumentException(line);
          };
      return new Answer(words[0], order, words[2]);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"APK", "CONDA", "PORTAGE"})
  void answersAsTheToolDid(VersionScheme scheme) throws Exception {
    Gates.always(
        "version order: recorded answers of apk, conda, portage",
        () -> {
          List<Answer> recorded =
              PublishedOrder.lines("recorded/" + scheme.id() + ".txt").stream()
                  .filter(line -> !line.startsWith("#"))
                  .map(Answer::of)
                  .toList();
          assertThat(recorded)
              .allSatisfy(answer -> assertThat(ours(scheme, answer)).isEqualTo(answer.order()));
          return recorded.size();
        });
  }

  /// What a scheme can't read in full counts as refused, though its beginning may decide.
  private static Order ours(VersionScheme scheme, Answer answer) {
    ParsedVersion left = scheme.parse(answer.left());
    ParsedVersion right = scheme.parse(answer.right());
    return left.isOrdered() && right.isOrdered() ? Orders.of(left.order(right)) : Order.INVALID;
  }
}
