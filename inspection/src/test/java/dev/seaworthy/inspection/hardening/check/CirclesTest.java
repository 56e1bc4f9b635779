package dev.seaworthy.inspection.hardening.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class CirclesTest {

  @Test
  void thingsThatNeedEachOtherAreInOneCircle() {
    int[] circles =
        new Circles(6, Map.of(0, Set.of(1), 1, Set.of(2), 2, Set.of(0, 3), 4, Set.of(3))).ofEach();
    assertThat(circles[0]).isEqualTo(circles[1]).isEqualTo(circles[2]);
    assertThat(Set.of(circles[0], circles[3], circles[4], circles[5])).hasSize(4);
  }

  @Test
  void isTheSameAsAskingForEachPairWhetherItNeedsTheOther() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
    for (int round = 0; round < 200; round++) {
      int count = 1 + random.nextInt(12);
      Map<Integer, Set<Integer>> needs = new HashMap<>();
      int edges = random.nextInt(2 * count);
      for (int edge = 0; edge < edges; edge++) {
        needs
            .computeIfAbsent(random.nextInt(count), _ -> new TreeSet<>())
            .add(random.nextInt(count));
      }
      int[] circles = new Circles(count, needs).ofEach();
      for (int a = 0; a < count; a++) {
        for (int b = 0; b < count; b++) {
          boolean isMutual = reaches(needs, a, b) && reaches(needs, b, a);
          assertThat(circles[a] == circles[b]).as("%s: %s and %s", needs, a, b).isEqualTo(isMutual);
        }
      }
    }
  }

  private static boolean reaches(Map<Integer, Set<Integer>> needs, int from, int to) {
    Set<Integer> seen = new TreeSet<>(Set.of(from));
    boolean isMore = true;
    while (isMore) {
      Set<Integer> next = new TreeSet<>(seen);
      seen.forEach(each -> next.addAll(needs.getOrDefault(each, Set.of())));
      isMore = seen.addAll(next);
    }
    return seen.contains(to);
  }

  @Test
  void aLongChainIsNoTrouble() {
    int count = 200_000;
    Map<Integer, Set<Integer>> needs = new HashMap<>();
    for (int i = 0; i + 1 < count; i++) {
      needs.put(i, Set.of(i + 1));
    }
    int[] circles = new Circles(count, needs).ofEach();
    assertThat(circles[0]).isEqualTo(count - 1);
    assertThat(circles[count - 1]).isZero();
  }
}
