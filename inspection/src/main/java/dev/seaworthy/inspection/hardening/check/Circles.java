package dev.seaworthy.inspection.hardening.check;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/// Which things need each other in a circle, directly or not: the strongly connected components of
/// a graph (R. Tarjan, "Depth-First Search and Linear Graph Algorithms", 1972), without recursion,
/// since chains may be long.
final class Circles {

  private static final int NONE = -1;

  /// A thing whose needs are being followed.
  private record Visit(int node, Iterator<Integer> needs) {}

  private final Map<Integer, Set<Integer>> needs;
  private final int[] order;
  private final int[] lowest;
  private final int[] circle;
  private final Deque<Integer> open = new ArrayDeque<>();
  private final Deque<Visit> visits = new ArrayDeque<>();
  private int visited;
  private int circles;

  /// @param count the things are the numbers from 0 on below this
  Circles(int count, Map<Integer, Set<Integer>> needs) {
    this.needs = needs;
    this.order = filled(count);
    this.lowest = new int[count];
    this.circle = filled(count);
  }

  private static int[] filled(int count) {
    int[] numbers = new int[count];
    Arrays.fill(numbers, NONE);
    return numbers;
  }

  /// The number of each thing's circle; what needs nothing that needs it is alone in one.
  int[] ofEach() {
    for (int node = 0; node < order.length; node++) {
      if (order[node] == NONE) {
        follow(node);
      }
    }
    return circle;
  }

  private void follow(int root) {
    enter(root);
    while (!visits.isEmpty()) {
      Visit visit = visits.element();
      if (!visit.needs().hasNext()) {
        visits.remove();
        leave(visit.node());
        continue;
      }
      int next = visit.needs().next();
      if (order[next] == NONE) {
        enter(next);
      } else if (circle[next] == NONE) {
        lowest[visit.node()] = Math.min(lowest[visit.node()], order[next]);
      }
    }
  }

  private void enter(int node) {
    order[node] = visited;
    lowest[node] = visited;
    visited++;
    open.push(node);
    visits.push(new Visit(node, needs.getOrDefault(node, Set.of()).iterator()));
  }

  private void leave(int node) {
    Visit above = visits.peek();
    if (above != null) {
      lowest[above.node()] = Math.min(lowest[above.node()], lowest[node]);
    }
    if (lowest[node] == order[node]) {
      int last;
      do {
        last = open.pop();
        circle[last] = circles;
      } while (last != node);
      circles++;
    }
  }
}
