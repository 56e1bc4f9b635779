package dev.seaworthy.inventory.gradle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.InventoryError;
import dev.seaworthy.inventory.RecordingSink;
import dev.seaworthy.inventory.document.LockFileContract;
import java.util.List;
import org.junit.jupiter.api.Test;

class GradleCatalogersTest extends LockFileContract {

  private static final String PATH = "/src/gradle.lockfile";
  private static final String TEXT =
      """
      # This is a Gradle generated file for dependency locking.
      # Manual edits can break the build and are not advised.
      # This file is expected to be part of source control.
      com.google.guava:guava:31.1-jre=compileClasspath,runtimeClasspath
      org.junit.jupiter:junit-jupiter:5.9.2=testCompileClasspath,testRuntimeClasspath
      empty=annotationProcessor
      """;
  private static final String OF_ONE = "org.slf4j:slf4j-api:1.7.36\n";

  @Override
  protected Cataloger cataloger() {
    return GradleCatalogers.lockFile();
  }

  @Override
  protected List<Sample> wholeFiles() {
    return List.of(
        Sample.of(PATH, TEXT),
        Sample.of("/src/buildscript-gradle.lockfile", TEXT),
        Sample.of("/src/settings-gradle.lockfile", TEXT),
        Sample.of("/src/gradle/dependency-locks/runtimeClasspath.lockfile", OF_ONE));
  }

  @Override
  protected List<String> wanted() {
    return List.of("com.google.guava:guava 31.1-jre", "org.junit.jupiter:junit-jupiter 5.9.2");
  }

  @Override
  protected Sample partlyBroken() {
    return Sample.of(PATH, TEXT + "org.example:no-version=runtimeClasspath\n");
  }

  @Override
  protected List<String> notAskedFor() {
    return List.of("/src/build.gradle", "/src/my-gradle.lockfile", "/src/some.lockfile");
  }

  @Test
  void marksWhatIsForTestsOrForTheBuild() {
    RecordingSink sink = RecordingSink.of(cataloger(), PATH, TEXT.getBytes(UTF_8));

    assertThat(sink.component("com.google.guava:guava").properties())
        .containsEntry("gradle:configurations", "compileClasspath,runtimeClasspath")
        .doesNotContainKey("scope");
    assertThat(sink.component("org.junit.jupiter:junit-jupiter").properties())
        .containsEntry("scope", "dev");
    assertThat(
            RecordingSink.of(cataloger(), "/src/buildscript-gradle.lockfile", TEXT.getBytes(UTF_8))
                .component("com.google.guava:guava")
                .properties())
        .containsEntry("scope", "build");
  }

  @Test
  void aLineThatIsNoModuleIsAGap() {
    RecordingSink sink =
        RecordingSink.of(cataloger(), partlyBroken().path(), partlyBroken().content());

    assertThat(sink.facts()).hasSize(2);
    assertThat(sink.gapCodes()).containsExactly(InventoryError.ENTRY_UNREADABLE);
  }
}
