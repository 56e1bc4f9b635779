package dev.seaworthy.rulebook.rating;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.Limits;
import dev.seaworthy.rulebook.Rating;
import dev.seaworthy.rulebook.RuleDocument;
import dev.seaworthy.testkit.Gates;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Our tables against the shared encoding of the standard, cell by cell, and the grades that come
/// out of them against a plain look-up in that encoding.
class Gbt30279CellsTest {

  private static final Map<String, String> RESOURCE =
      Map.of("A", "exploitability", "B", "impact", "C", "environment");

  private static final Map<String, String> COMPOSITE_ROWS =
      Map.of("超危", "critical", "高危", "high", "中危", "moderate", "低危", "low");

  private static final Map<Character, Rating> GRADES =
      Map.of('超', Rating.CRITICAL, '高', Rating.HIGH, '中', Rating.MODERATE, '低', Rating.LOW);

  private static final Map<Rating, String> ROWS =
      Map.of(Rating.CRITICAL, "超危", Rating.HIGH, "高危", Rating.MODERATE, "中危", Rating.LOW, "低危");

  @Test
  void everyCellIsThatOfTheEncoding() throws Exception {
    Gates.run(
        "GB/T 30279-2020, cells of the tables",
        Gates.shared("reference/mlps/gbt30279_tables.json"),
        file -> {
          JsonObject theirs = read(file);
          JsonObject ours = RuleDocument.resource(Gbt30279.class, "gbt30279-2020.json").object();
          long cells = 0;
          for (String table : List.of("A", "B", "C")) {
            Map<String, JsonValue> rows = theirs.object(table).members();
            assertThat(ours.object(RESOURCE.get(table)).members()).isEqualTo(rows);
            cells += rows.size();
          }
          assertThat(ours.object("technical").members()).isEqualTo(theirs.object("D").members());
          for (Map.Entry<String, String> row : COMPOSITE_ROWS.entrySet()) {
            assertThat(ours.object("composite").text(row.getValue()))
                .isEqualTo(theirs.object("E").text(row.getKey()))
                .hasSize(9);
          }
          assertThat(theirs.object("D").members()).hasSize(9);
          assertThat(theirs.object("E").members()).hasSize(COMPOSITE_ROWS.size());
          return cells + 9 * (9 + 4);
        });
  }

  @Test
  void everyVectorIsGradedAsTheEncodingSays() throws Exception {
    Gates.run(
        "GB/T 30279-2020, grades of vectors",
        Gates.shared("reference/mlps/gbt30279_tables.json"),
        file -> {
          JsonObject theirs = read(file);
          long graded = 0;
          for (String path : theirs.object("A").members().keySet()) {
            for (String harm : words("HLN", 3)) {
              for (String changed : List.of("U", "C")) {
                graded += judge(theirs, path, harm, changed);
              }
            }
          }
          return graded;
        });
  }

  private static long judge(JsonObject theirs, String path, String harm, String scope) {
    String base =
        "CVSS:3.1/AV:%s/AC:%s/PR:%s/UI:%s/S:%s/C:%s/I:%s/A:%s"
            .formatted(
                path.charAt(0),
                path.charAt(1),
                path.charAt(2),
                path.charAt(3),
                scope,
                harm.charAt(0),
                harm.charAt(1),
                harm.charAt(2));
    Gbt30279.Technical technical =
        Gbt30279.standard().technical(CvssVector.parse(base).orElseThrow()).orElseThrow();
    int ease = number(theirs.object("A"), path);
    if (harm.equals("NNN")) {
      assertThat(technical).isEqualTo(new Gbt30279.Technical(ease, 0, Rating.NONE));
      return 1;
    }
    int impact =
        number(
            theirs.object("B"), count(harm, 'H') + "/" + count(harm, 'L') + "/" + count(harm, 'N'));
    Rating rating = GRADES.get(theirs.object("D").text(Integer.toString(ease)).charAt(9 - impact));
    assertThat(technical).as(base).isEqualTo(new Gbt30279.Technical(ease, impact, rating));
    long graded = 1;
    for (String exploit : List.of("X", "H", "F", "P", "U")) {
      for (String repair : List.of("X", "U", "W", "T", "O")) {
        for (boolean isKnown : List.of(true, false)) {
          for (boolean hasFix : List.of(true, false)) {
            String cost =
                isKnown || exploit.equals("X") || exploit.equals("H") || exploit.equals("F")
                    ? "L"
                    : exploit.equals("P") ? "M" : "H";
            String difficulty =
                switch (repair) {
                  case "U" -> "H";
                  case "O" -> "L";
                  case "X" -> hasFix ? "L" : "H";
                  default -> "M";
                };
            int environment = number(theirs.object("C"), "H" + cost + difficulty);
            Rating composite =
                GRADES.get(theirs.object("E").text(ROWS.get(rating)).charAt(9 - environment));
            CvssVector vector =
                CvssVector.parse(base + "/E:" + exploit + "/RL:" + repair).orElseThrow();
            assertThat(Gbt30279.standard().composite(technical, vector, isKnown, hasFix))
                .as("%s known exploited %s, with a fix %s", vector, isKnown, hasFix)
                .contains(new Gbt30279.Composite("H", cost, difficulty, environment, composite));
            graded++;
          }
        }
      }
    }
    return graded;
  }

  private static List<String> words(String letters, int length) {
    List<String> words = List.of("");
    for (int i = 0; i < length; i++) {
      words =
          words.stream()
              .flatMap(begun -> letters.chars().mapToObj(letter -> begun + (char) letter))
              .toList();
    }
    return words;
  }

  private static long count(String text, char letter) {
    return text.chars().filter(each -> each == letter).count();
  }

  private static int number(JsonObject table, String key) {
    return Math.toIntExact(table.integer(key).orElseThrow());
  }

  private static JsonObject read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new JsonReader(Limits.defaults()).readObject(in, file.toString());
    }
  }
}
