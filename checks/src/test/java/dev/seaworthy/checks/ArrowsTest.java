package dev.seaworthy.checks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.testkit.RepositoryRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArrowsTest {
  private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

  /// What any room may use: the JDK, and annotations that leave no trace at run time.
  private static final List<String> EVERYWHERE =
      List.of(
          "java..", "javax..", "org.jspecify.annotations..", "com.google.errorprone.annotations..");

  @ParameterizedTest
  @EnumSource
  void aRoomUsesOnlyWhatItsLineAllows(Room room) {
    List<String> allowed = new ArrayList<>(EVERYWHERE);
    allowed.add(room.packages());
    room.below().forEach(below -> allowed.add(below.packages()));
    allowed.addAll(room.libraries());
    classes()
        .that()
        .resideInAPackage(room.packages())
        .should()
        .onlyDependOnClassesThat(new InPackages(allowed))
        .because(
            "values flow one way, from "
                + room.below()
                + " to "
                + room
                + ", and a library comes in by a decision record and a line in Room")
        .check(Product.CLASSES);
  }

  @Test
  void packagesOfARoomFormNoCircle() {
    slices()
        .matching("dev.seaworthy.(**)")
        .should()
        .beFreeOfCycles()
        .because("what goes in a circle can only be understood and changed as one")
        .check(Product.CLASSES);
  }

  @Test
  void everyModuleIsARoomOrAWorkshop() throws IOException {
    List<String> rooms = Arrays.stream(Room.values()).map(Room::module).toList();
    List<String> known = new ArrayList<>(rooms);
    known.addAll(Room.WORKSHOPS);
    String pom = Files.readString(RepositoryRoot.find().resolve("pom.xml"));
    assertThat(MODULE.matcher(pom).results().map((MatchResult each) -> each.group(1)))
        .containsExactlyInAnyOrderElementsOf(known);
  }

  @ParameterizedTest
  @EnumSource
  void aRoomHasClassesToJudge(Room room) {
    assertThat(Product.CLASSES)
        .anyMatch(type -> type.getPackageName().startsWith(room.packages().replace("..", "")));
  }
}
