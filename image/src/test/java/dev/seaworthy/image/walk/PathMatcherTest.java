package dev.seaworthy.image.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.image.Interest;
import dev.seaworthy.image.Interest.ExactPath;
import dev.seaworthy.image.Interest.Name;
import dev.seaworthy.image.Interest.NameBelow;
import dev.seaworthy.image.Interest.NameInDirectory;
import dev.seaworthy.image.Interest.Pattern;
import dev.seaworthy.image.Interest.Suffix;
import dev.seaworthy.image.Interest.SuffixBelow;
import dev.seaworthy.image.Interest.Under;
import dev.seaworthy.testkit.Samples;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class PathMatcherTest {

  private static List<Integer> wanted(PathMatching matching, String path, int analysers) {
    byte[] bytes = path.substring(1).getBytes(StandardCharsets.UTF_8);
    boolean any = matching.match(bytes, path.lastIndexOf('/'), bytes.length);
    List<Integer> wanted = new ArrayList<>();
    for (int i = 0; i < analysers; i++) {
      if ((matching.wanted()[i >>> 6] & (1L << i)) != 0) {
        wanted.add(i);
      }
    }
    assertThat(any).isEqualTo(!wanted.isEmpty());
    return wanted;
  }

  /// What the patterns' documentation says, word for word and slowly.
  private static boolean fits(Pattern pattern, String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    List<String> above = List.of(path.substring(0, path.lastIndexOf('/')).split("/", -1));
    String lower = name.toLowerCase(Locale.ROOT);
    return switch (pattern) {
      case ExactPath(String whole) -> path.equals(whole);
      case Name(String wanted) -> name.equals(wanted);
      case Suffix(String suffix) -> lower.endsWith(suffix.toLowerCase(Locale.ROOT));
      case Under(String directory) -> path.startsWith(directory);
      case NameInDirectory(String suffix, String wanted) ->
          name.equals(wanted) && above.getLast().endsWith(suffix);
      case NameBelow(String directory, String wanted) ->
          name.equals(wanted) && above.contains(directory);
      case SuffixBelow(String directory, String suffix) ->
          lower.endsWith(suffix.toLowerCase(Locale.ROOT)) && above.contains(directory);
      case Interest.Magic _ -> false;
    };
  }

  private static String name(Samples samples) {
    return samples.pick(List.of("a", "b", "ab", "a.jar", "B.JAR", ".jar", "x.a", "lib", "a.b.jar"));
  }

  private static Pattern pattern(Samples samples) {
    return switch (samples.below(7)) {
      case 0 -> new ExactPath("/" + name(samples) + "/" + name(samples));
      case 1 -> new Name(name(samples));
      case 2 -> new Suffix(samples.pick(List.of(".jar", ".JAR", ".b.jar", ".a")));
      case 3 -> new Under(samples.chance(0.2) ? "/" : "/" + name(samples) + "/");
      case 4 -> new NameInDirectory(samples.pick(List.of("b", ".jar", "lib")), name(samples));
      case 5 -> new NameBelow(name(samples), name(samples));
      default -> new SuffixBelow(name(samples), samples.pick(List.of(".jar", ".a")));
    };
  }

  @Test
  void wantsWhatThePatternsSay() {
    Samples.check(
        300,
        samples -> {
          List<Interest> interests =
              samples.list(1, 130, s -> new Interest(s.list(0, 3, PathMatcherTest::pattern)));
          PathMatching matching = new PathMatching(new PathMatcher(interests));
          for (int i = 0; i < 60; i++) {
            String path = "/" + String.join("/", samples.list(1, 4, PathMatcherTest::name));
            List<Integer> expected = new ArrayList<>();
            for (int k = 0; k < interests.size(); k++) {
              if (interests.get(k).patterns().stream().anyMatch(p -> fits(p, path))) {
                expected.add(k);
              }
            }
            assertThat(wanted(matching, path, interests.size())).as(path).isEqualTo(expected);
          }
        });
  }
}
