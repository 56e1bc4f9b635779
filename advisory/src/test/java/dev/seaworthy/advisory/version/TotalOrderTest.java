package dev.seaworthy.advisory.version;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.testkit.Samples;
import dev.seaworthy.testkit.VersionSamples;
import dev.seaworthy.testkit.oracle.Order;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The laws of an order, on real versions and on their neighbours.
class TotalOrderTest {

  private static final int SEEDS = 40;
  private static final int TRIPLES = 50;

  /// A word that begins a Maven version, or stands in it before a dot or a hyphen, can close a
  /// circle: `1-alpha` < `1` < `1.sp.1` < `1-alpha`.
  private static final Pattern MAVEN_CIRCLE = Pattern.compile("^[^0-9]|[.][^0-9.-]+[.-]");

  @ParameterizedTest
  @EnumSource(VersionScheme.class)
  void holdsForThreeVersionsThatAreAkin(VersionScheme scheme) {
    List<String> real = RealVersions.of(scheme);
    int[] judged = new int[1];
    Samples.check(
        SEEDS,
        samples -> {
          VersionPairs versions = new VersionPairs(scheme, real, mutations(scheme), samples);
          for (int i = 0; i < TRIPLES; i++) {
            List<String> triple = versions.triple();
            antisymmetric(scheme, triple);
            if (triple.stream().allMatch(version -> hasPlace(scheme, version))) {
              judged[0] += transitive(scheme, triple);
            }
          }
        });
    assertThat(judged[0]).as("triples judged").isPositive();
  }

  private static boolean hasPlace(VersionScheme scheme, String version) {
    return scheme.parse(version).isOrdered()
        && (scheme != VersionScheme.MAVEN || !MAVEN_CIRCLE.matcher(version).find());
  }

  private static void antisymmetric(VersionScheme scheme, List<String> versions) {
    for (String one : versions) {
      assertThat(Orders.of(scheme, one, one)).as(one).isEqualTo(Order.EQUAL);
      for (String other : versions) {
        assertThat(Orders.of(scheme, one, other))
            .as("%s and %s", one, other)
            .isEqualTo(reversed(Orders.of(scheme, other, one)));
      }
    }
  }

  /// Whatever two steps say, the whole way must say too, unless a step or the way has no answer.
  private static int transitive(VersionScheme scheme, List<String> versions) {
    int judged = 0;
    for (String a : versions) {
      for (String b : versions) {
        for (String c : versions) {
          Order first = Orders.of(scheme, a, b);
          Order second = Orders.of(scheme, b, c);
          Order way = Orders.of(scheme, a, c);
          boolean isStraight = first == second || first == Order.EQUAL || second == Order.EQUAL;
          boolean isKnown =
              first != Order.INVALID && second != Order.INVALID && way != Order.INVALID;
          if (isStraight && isKnown) {
            assertThat(way)
                .as("%s, %s, %s", a, b, c)
                .isEqualTo(first == Order.EQUAL ? second : first);
            judged++;
          }
        }
      }
    }
    return judged;
  }

  private static Order reversed(Order order) {
    return switch (order) {
      case LESS -> Order.GREATER;
      case GREATER -> Order.LESS;
      case EQUAL, INVALID -> order;
    };
  }

  private static VersionSamples mutations(VersionScheme scheme) {
    return switch (scheme) {
      case DPKG -> VersionSamples.debian();
      case RPM -> VersionSamples.rpm();
      case APK, PORTAGE -> VersionSamples.alpine();
      case SEMVER, PUB, GITHUB_ACTIONS, BITNAMI, HACKAGE, CRAN, GENERIC -> VersionSamples.npm();
      case GO -> VersionSamples.go();
      case GO_TOOLCHAIN -> VersionSamples.goToolchain();
      case MAVEN -> VersionSamples.maven();
      case PEP440, CONDA -> VersionSamples.python();
      case RUBYGEMS -> VersionSamples.rubyGems();
      case NUGET -> VersionSamples.nuget();
      case COMPOSER -> VersionSamples.composer();
      case PACMAN -> VersionSamples.pacman();
    };
  }
}
