package dev.seaworthy.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.testkit.RepositoryRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The page of attacks is what the folders of attacks say of themselves.
class AttackPageTest {
  private static final Path PAGE = RepositoryRoot.find().resolve("docs/reference-attacks.md");

  /// The folder of one fault in the tests, below a folder `hostile`.
  private static final Pattern FOLDER =
      Pattern.compile("([a-z-]+)/src/test/java/.*/hostile/([a-z]+)");

  private static final Pattern ATTACK = Pattern.compile("(.+?) - Comes of it: (.+?) - Bound: (.+)");

  private static final String BEGINNING =
      """
      # Attacks

      What an image, or a bundle of signatures, may do to hurt whoever reads it, and what comes of it. Each line is a
      folder of tests (`src/test/java/…/hostile/…` in its room), which hold that every honest component and file beside
      an attack on an inventory is still listed. The attacks on catalogers are read in a process with the heap of the command line
      (192 MB) that may not grow beyond 300 MB. [Limits](reference-limits.md) can be changed,
      [codes](reference-errors.md) are stable.

      | fault | what it is | what comes of it | what bounds it |
      |---|---|---|---|
      """;

  /// `-Dgolden.update=true` writes the page anew.
  @Test
  void thePageSaysWhatTheFoldersSay() throws IOException {
    String page = page(Repository.read(RepositoryRoot.find()));
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE).hasContent(page);
  }

  @Test
  void everyFolderSaysWhatItIs() throws IOException {
    Repository repository = Repository.read(RepositoryRoot.find());
    List<String> folders =
        repository.texts().stream()
            .filter(SourceFile::isTestJava)
            .map(SourceFile::folder)
            .filter(folder -> FOLDER.matcher(folder).matches())
            .distinct()
            .toList();

    assertThat(folders).hasSizeGreaterThan(25);
    assertThat(folders)
        .allSatisfy(folder ->
            assertThat(ATTACK.matcher(said(repository, folder)).matches()).as(folder).isTrue());
  }

  private static String page(Repository repository) {
    TreeMap<String, String> lines = new TreeMap<>();
    for (SourceFile file : repository.texts()) {
      Matcher folder = FOLDER.matcher(file.folder());
      if (file.isTestJava() && folder.matches()) {
        Matcher attack = ATTACK.matcher(said(repository, file.folder()));
        if (attack.matches()) {
          lines.put(
              folder.group(2) + " " + folder.group(1),
              "| `%s` (`%s`) | %s | %s | %s |\n"
                  .formatted(
                      folder.group(2),
                      folder.group(1),
                      attack.group(1),
                      attack.group(2),
                      attack.group(3)));
        }
      }
    }
    return BEGINNING
        + String.join("", lines.values())
        + "\nThis page is made from the tests' `package-info.java`; a test keeps it so.\n";
  }

  /// The comment of a package, in one line.
  private static String said(Repository repository, String folder) {
    String text = repository.text(folder + "/package-info.java").map(SourceFile::text).orElse("");
    return text.lines()
        .filter(line -> line.startsWith("///"))
        .map(line -> line.substring(3).strip())
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining(" "));
  }
}
