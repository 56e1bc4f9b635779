package dev.seaworthy.advisory.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.advisory.AdvisoryDatabase;
import dev.seaworthy.advisory.match.Decisions.Subject;
import dev.seaworthy.advisory.starter.StarterSet;
import dev.seaworthy.testkit.Gates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The labelled decisions of this repository, which need nothing from outside it.
class OwnDecisionsTest {

  private static final int DECISIONS_MIN = 500;

  @Test
  void decidesAsTheAdvisoriesOfTheStarterSetSay() throws Exception {
    Gates.always("labelled decisions, our own", OwnDecisionsTest::judge);
  }

  private static long judge() throws IOException {
    Map<List<String>, Subject> decisions = new LinkedHashMap<>();
    for (String line : lines()) {
      List<String> cells = List.of(line.split("\t", -1));
      decisions.put(cells, new Subject(cells.get(0), cells.get(1), cells.get(2)));
    }
    Map<Subject, Set<String>> reported;
    try (AdvisoryDatabase database = StarterSet.open()) {
      reported = Decisions.of(database, Set.copyOf(decisions.values()));
    }
    List<String> wrong = new ArrayList<>();
    decisions.forEach((cells, subject) -> {
      boolean isReported = reported.getOrDefault(subject, Set.of()).contains(cells.get(3));
      if (!cells.get(4).equals(isReported ? "affected" : "not-affected")) {
        wrong.add(String.join(" ", cells));
      }
    });
    assertThat(wrong).isEmpty();
    assertThat(decisions).hasSizeGreaterThanOrEqualTo(DECISIONS_MIN);
    return decisions.size();
  }

  private static List<String> lines() throws IOException {
    try (var in = OwnDecisionsTest.class.getResourceAsStream("labelled-decisions.tsv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    }
  }
}
