package dev.seaworthy.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TextRulesTest {
  private static final String GOOD_INFO =
      "/// Says its purpose.\n@NullMarked\npackage dev.seaworthy.base;\n";

  @Test
  void findsAFileThatIsOneLineTooLong() {
    assertThat(
            Offences.in(
                new FileLength(2),
                SourceFile.of("a/src/main/java/A.java", "1\n2\n"),
                SourceFile.of("a/src/main/java/B.java", "1\n2\n3\n")))
        .hasSize(1);
  }

  @Test
  void wantsAPurposeAndNullMarkingOfEachPackage() {
    String folder = "base/src/main/java/dev/seaworthy/base/";
    SourceFile type = SourceFile.of(folder + "A.java", "class A {}");
    String info = folder + "package-info.java";
    assertThat(Offences.in(new PackageInfos(), type, SourceFile.of(info, GOOD_INFO))).isEmpty();
    assertThat(Offences.in(new PackageInfos(), type)).hasSize(1);
    for (String bad :
        List.of(
            GOOD_INFO.replace("@NullMarked", ""), GOOD_INFO.substring(GOOD_INFO.indexOf('@')))) {
      assertThat(Offences.in(new PackageInfos(), type, SourceFile.of(info, bad))).hasSize(1);
    }
  }

  @Test
  void findsForbiddenWordsInDocumentsButNotInTheirCode() {
    ProseWords rule = new ProseWords(Word.parse(Stream.of("both\tdistros?\tdistribution")));
    String document =
        """
        Any Distro will do, `distro=debian` is a qualifier.

        ```
        distro
        ```

        See [this](distro.md).
        """;
    assertThat(Offences.in(rule, SourceFile.of("docs/a.md", document))).containsExactly("distro");
  }

  @Test
  void findsForbiddenWordsInCommentsButNotInStrings() {
    ProseWords rule = new ProseWords(Word.parse(Stream.of("prose\tdistros?\tdistribution")));
    String source =
        """
        /// A distro in a comment, `distro` in code.
        class A { String a = "// distro \\" distro"; char b = '"'; /* two
          distros */ }
        """;
    assertThat(rule.offences(Repository.of(SourceFile.of("a/src/main/java/A.java", source))))
        .extracting(Offence::line)
        .containsExactly(1, 3);
  }

  @Test
  void findsMarksOfUnfinishedWork() {
    String mark = "TO" + "DO";
    assertThat(Offences.in(new Unfinished(), SourceFile.of("a/run.sh", "# " + mark + ": later\n")))
        .containsExactly(mark);
  }

  @Test
  void findsLinksThatLeadNowhere() {
    String document =
        """
        # Here it is

        [good](../README.md) [also good](#here-it-is) [far](https://example.org/x) [folder](..)
        [gone](gone.md) [no heading](../README.md#gone) [outside](../../a.md) `[code](x.md)`
        """;
    assertThat(
            Offences.in(
                new DeadLinks(),
                SourceFile.of("docs/a.md", document),
                SourceFile.of("README.md", "# Title\n")))
        .containsExactlyInAnyOrder("gone.md", "../README.md#gone", "../../a.md");
  }

  @Test
  void findsTracesOfTheMachine() {
    MachineTraces rule = MachineTraces.parse(Stream.of("# comment", "(?<![\\w./-])/berth/\\w*"));
    assertThat(
            Offences.in(
                rule,
                SourceFile.of("a.txt", "see /berth/main or usr/berth/main"),
                SourceFile.of(MachineTraces.SOURCE, "/berth/main")))
        .containsExactly("/berth/main");
  }

  @Test
  void wantsScriptsToRunAndNothingElse() {
    assertThat(
            Offences.in(
                new FileModes(),
                new SourceFile("run", "#!/bin/sh\n", true),
                new SourceFile("cannot-run", "#!/bin/sh\n", false),
                new SourceFile("README.md", "# Title\n", true)))
        .hasSize(2);
  }

  @Test
  void wantsEachDecisionUnderItsOwnNumber() {
    assertThat(
            Offences.in(
                new DecisionNumbers(),
                SourceFile.of("docs/decisions/0001-a.md", ""),
                SourceFile.of("docs/decisions/0002-b.md", ""),
                SourceFile.of("docs/decisions/0002-c.md", ""),
                SourceFile.of("docs/decisions/three.md", "")))
        .hasSize(3);
  }
}
