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
            Order[][] orders = orders(scheme, triple);
            antisymmetric(triple, orders);
            if (triple.stream().allMatch(version -> hasPlace(scheme, version))) {
              judged[0] += transitive(triple, orders);
            }
          }
        });
    assertThat(judged[0]).as("triples judged").isPositive();
  }

  private static boolean hasPlace(VersionScheme scheme, String version) {
    return scheme.parse(version).isOrdered()
        && (scheme != VersionScheme.MAVEN || !MAVEN_CIRCLE.matcher(version).find());
  }

  /// How each stands to each.
  private static Order[][] orders(VersionScheme scheme, List<String> versions) {
    List<ParsedVersion> parsed = versions.stream().map(scheme::parse).toList();
    Order[][] orders = new Order[parsed.size()][parsed.size()];
    for (int i = 0; i < orders.length; i++) {
      for (int j = 0; j < orders.length; j++) {
        orders[i][j] = Orders.of(parsed.get(i).order(parsed.get(j)));
      }
    }
    return orders;
  }

  private static void antisymmetric(List<String> versions, Order[][] orders) {
    for (int i = 0; i < orders.length; i++) {
      assertThat(orders[i][i]).as(versions.get(i)).isEqualTo(Order.EQUAL);
      for (int j = 0; j < i; j++) {
        assertThat(orders[i][j])
            .as("%s and %s", versions.get(i), versions.get(j))
            .isEqualTo(reversed(orders[j][i]));
      }
    }
  }

  /// Whatever two steps say, the whole way must say too, unless a step or the way has no answer.
  private static int transitive(List<String> versions, Order[][] orders) {
    int judged = 0;
    for (Order[] from : orders) {
      for (int by = 0; by < orders.length; by++) {
        for (int to = 0; to < orders.length; to++) {
          Order first = from[by];
          Order second = orders[by][to];
          boolean isStraight = first == second || first == Order.EQUAL || second == Order.EQUAL;
          boolean isKnown =
              first != Order.INVALID && second != Order.INVALID && from[to] != Order.INVALID;
          if (isStraight && isKnown) {
            assertThat(from[to])
                .as(versions.toString())
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
