package dev.seaworthy.advisory.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.seaworthy.testkit.oracle.Order;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class VersionSchemeTest {

  @ParameterizedTest
  @EnumSource(VersionScheme.class)
  void refusesWhatNoEcosystemMeans(VersionScheme scheme) {
    assertThat(scheme.parse("").isOrdered()).isFalse();
    assertThat(scheme.parse(" ").isOrdered()).isFalse();
    assertThat(scheme.parse("1.0\n").isOrdered()).isFalse();
    assertThat(scheme.parse("1.0\u0661").isOrdered()).isFalse();
    assertThat(scheme.parse("1".repeat(VersionScheme.LENGTH_MAX)).isOrdered())
        .isEqualTo(scheme.parse("1".repeat(30)).isOrdered());
    assertThat(scheme.parse("1".repeat(VersionScheme.LENGTH_MAX + 1)).isOrdered()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(VersionScheme.class)
  void aTextEqualsItselfWhetherItIsAVersionOrNot(VersionScheme scheme) {
    for (String text : new String[] {"1.0", "no version at all!", "", "1-", "v4"}) {
      assertThat(scheme.compare(text, text)).as(text).isEqualTo(VersionOrder.Certain.EQUAL);
    }
  }

  @ParameterizedTest
  @EnumSource(VersionScheme.class)
  void ordersNumbersOfAnyLength(VersionScheme scheme) {
    // NuGet's numbers and Composer's first ones are bounded, the generic scheme's are not read.
    String small = "1." + "9".repeat(30);
    String large = "1.1" + "0".repeat(30);

    assertThat(Orders.of(scheme, small, large)).isIn(Order.LESS, Order.INVALID);
    assertThat(Orders.of(scheme, large, small)).isIn(Order.GREATER, Order.INVALID);
  }

  @ParameterizedTest
  @EnumSource(VersionScheme.class)
  void deeplyNestedTextsAreReadWithoutDeepStacks(VersionScheme scheme) {
    for (String unit : new String[] {"1-", "a1", "1.", "-", ".", "~", "_p", "1!", "+", "2.x-"}) {
      String text = unit.repeat(VersionScheme.LENGTH_MAX / unit.length());

      assertThat(scheme.compare(text, text + "0")).isNotNull();
    }
  }

  /// One component meets many bounds, so comparing must cost nothing but time.
  @ParameterizedTest
  @EnumSource(VersionScheme.class)
  void comparingAllocatesNothing(VersionScheme scheme) {
    List<ParsedVersion> versions =
        Stream.concat(
                PublishedOrder.of(scheme).versions().stream(),
                PublishedOrder.of(scheme).refused().stream())
            .map(scheme::parse)
            .toList();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    compareAll(versions);

    long before = threads.getCurrentThreadAllocatedBytes();
    int comparisons = compareAll(versions);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;

    assertThat(comparisons).isGreaterThan(30);
    assertThat(allocated).isLessThan(comparisons);
  }

  private static int compareAll(List<ParsedVersion> versions) {
    int comparisons = 0;
    for (int i = 0; i < versions.size(); i++) {
      for (int j = 0; j < versions.size(); j++) {
        VersionOrder order = versions.get(i).order(versions.get(j));
        comparisons += order == VersionOrder.Certain.EQUAL ? 0 : 1;
      }
    }
    return comparisons;
  }

  @Test
  void aReasonShowsNoControlCharacters() {
    assertThat(VersionScheme.SEMVER.compare("1.0.0\u001b[31m", "1.0.0"))
        .isInstanceOfSatisfying(
            VersionOrder.Incomparable.class,
            why -> assertThat(why.reason()).contains("\\u001b").doesNotContain("\u001b"));
  }

  @Test
  void versionsOfDifferentSchemesAreNotCompared() {
    ParsedVersion dpkg = VersionScheme.DPKG.parse("1.0");

    for (VersionScheme other : VersionScheme.values()) {
      if (other != VersionScheme.DPKG) {
        assertThatThrownBy(() -> dpkg.order(other.parse("1.0")))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContainingAll("dpkg", other.id());
      }
    }
  }

  /// GitHub moves `v4` along with every release, and a pacman version without release stands for
  /// all of them.
  @ParameterizedTest
  @CsvSource({
    "GITHUB_ACTIONS, v4, 4.1.7, INVALID",
    "GITHUB_ACTIONS, v4.1, v4.1.7, INVALID",
    "GITHUB_ACTIONS, v4, v4.1, INVALID",
    "GITHUB_ACTIONS, v4, 5.0.0, LESS",
    "GITHUB_ACTIONS, v4, 3.9.9, GREATER",
    "GITHUB_ACTIONS, v4, 40.0.0, LESS",
    "PACMAN, 1.0, 1.0-2, INVALID",
    "PACMAN, 1.0, 1.1-1, LESS",
    "PACMAN, 1.0, 1.00, EQUAL"
  })
  void aVersionThatStandsForSeveralIsOrderedWhereAllOfThemAre(
      VersionScheme scheme, String left, String right, Order order) {
    assertThat(Orders.of(scheme, left, right)).isEqualTo(order);
    assertThat(Orders.of(scheme, right, left)).isEqualTo(reversed(order));
  }

  /// Alpine's own records have such texts.
  @ParameterizedTest
  @CsvSource({
    "6.6.4p1-r0, 6.8.0_p2-r0, LESS",
    "6.6.4p1-r0, 6.6.3-r9, GREATER",
    "6.6.4p1-r0, 6.6.4p1-r1, INVALID",
    "1.0.4.-r0, 1.0.4-r0, INVALID",
    "1.0.4.-r0, 1.0.5-r0, LESS",
    "2021-03-27-r5, 2021.1-r0, INVALID",
    "10.0.11-0, 10.0.12-r0, LESS",
    "10.0.11-0, 10.0.11-0, EQUAL"
  })
  void aTextThatApkCallsInvalidIsOrderedWhereItsBeginningDecides(
      String left, String right, Order order) {
    assertThat(Orders.of(VersionScheme.APK, left, right)).isEqualTo(order);
    assertThat(Orders.of(VersionScheme.APK, right, left)).isEqualTo(reversed(order));
    assertThat(VersionScheme.APK.parse(left).isOrdered()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "1.0, 1.0.0",
    "1.0rc1, 1.0",
    "1.0-1, 1.0",
    "1.0rc1, 1.0.1",
    "1.02, 1.1",
    "1.2a, 1.2b",
    "1:1.0, 2.0",
    "2!1.0, 3.0",
    "2024-01-02, 2024.02"
  })
  void theGenericSchemeDoesNotGuess(String left, String right) {
    assertThat(Orders.of(VersionScheme.GENERIC, left, right)).isEqualTo(Order.INVALID);
    assertThat(Orders.of(VersionScheme.GENERIC, right, left)).isEqualTo(Order.INVALID);
  }

  private static Order reversed(Order order) {
    return switch (order) {
      case LESS -> Order.GREATER;
      case GREATER -> Order.LESS;
      case EQUAL, INVALID -> order;
    };
  }
}
