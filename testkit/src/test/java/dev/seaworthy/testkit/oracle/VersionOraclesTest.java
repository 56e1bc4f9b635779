package dev.seaworthy.testkit.oracle;

import static dev.seaworthy.testkit.oracle.Order.EQUAL;
import static dev.seaworthy.testkit.oracle.Order.GREATER;
import static dev.seaworthy.testkit.oracle.Order.INVALID;
import static dev.seaworthy.testkit.oracle.Order.LESS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.Samples;
import dev.seaworthy.testkit.VersionSamples;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each oracle must say what its ecosystem's manual says, so that it's known to be asked rightly.
class VersionOraclesTest {
  private record Said(String left, Order order, String right) {}

  @Test
  void debianPolicyHolds() throws Exception {
    for (DpkgOracle oracle : List.of(DpkgOracle.library(), DpkgOracle.binary())) {
      judge(
          "oracle dpkg",
          oracle,
          new Said("1.0~rc1", LESS, "1.0"),
          new Said("1.0", LESS, "1.0-1"),
          new Said("1:0.1", GREATER, "9.9"),
          new Said("1.0a", LESS, "1.0+"),
          new Said("1.00", EQUAL, "1.0"),
          new Said("1.0-0", EQUAL, "1.0"),
          new Said("a b", INVALID, "1"));
    }
  }

  @Test
  void debiansLibraryAndProgramAgreeWhereBothAnswer() throws Exception {
    Gates.run(
        "oracle dpkg",
        DpkgOracle.library().need(),
        path -> {
          List<VersionPair> pairs = neighbours(VersionSamples.debian(), 200);
          List<Order> library = DpkgOracle.library().compare(pairs);
          List<Order> binary = DpkgOracle.binary().compare(pairs);
          long judged = 0;
          for (int i = 0; i < pairs.size(); i++) {
            if (library.get(i) != INVALID) {
              assertThat(binary.get(i)).as(pairs.get(i).toString()).isEqualTo(library.get(i));
              judged++;
            }
          }
          assertThat(judged).isGreaterThan(pairs.size() / 2);
          return judged;
        });
  }

  @Test
  void rpmsManualHolds() throws Exception {
    judge(
        "oracle rpm",
        new RpmOracle(),
        new Said("1.0~rc1", LESS, "1.0"),
        new Said("1.0^git1", GREATER, "1.0"),
        new Said("1.0^git1", LESS, "1.0.1"),
        new Said("2:1-1", GREATER, "10-1"),
        new Said("0:1-1", EQUAL, "1-1"),
        new Said("1.0a", GREATER, "1.0"),
        new Said("1.0.a", LESS, "1.0.1"),
        new Said("%{lua: print(1)}", EQUAL, "%{lua: print(1)}"));
  }

  @Test
  void semanticVersioningHoldsForNpm() throws Exception {
    judge(
        "oracle npm",
        new NpmSemverOracle(),
        new Said("1.0.0-alpha", LESS, "1.0.0-alpha.1"),
        new Said("1.0.0-alpha.1", LESS, "1.0.0-alpha.beta"),
        new Said("1.0.0-beta.2", LESS, "1.0.0-beta.11"),
        new Said("1.0.0-rc.1", LESS, "1.0.0"),
        new Said("1.0.0+a", EQUAL, "1.0.0+b"),
        new Said("v1.0.0", EQUAL, "1.0.0"),
        new Said("1.0", INVALID, "1.0.0"));
  }

  @Test
  void pythonsVersionSpecificationHolds() throws Exception {
    judge(
        "oracle python",
        new PythonPackagingOracle(),
        new Said("1.0.dev1", LESS, "1.0a1"),
        new Said("1.0rc1", LESS, "1.0"),
        new Said("1.0.post1", GREATER, "1.0"),
        new Said("1.0-1", EQUAL, "1.0.post1"),
        new Said("1!0.1", GREATER, "9.9"),
        new Said("1.0+local", GREATER, "1.0"),
        new Said("1.0.0", EQUAL, "1"),
        new Said("1.0-nonsense", INVALID, "1"));
  }

  @Test
  void mavensManualHolds() throws Exception {
    judge(
        "oracle maven",
        new MavenOracle(),
        new Said("1-alpha", LESS, "1-beta"),
        new Said("1-SNAPSHOT", LESS, "1"),
        new Said("1.0", EQUAL, "1"),
        new Said("1-ga", EQUAL, "1"),
        new Said("1-sp", GREATER, "1"),
        new Said("1-foo", LESS, "1-1"));
  }

  @Test
  void goModuleOrderHolds(@TempDir Path folder) throws Exception {
    judge(
        "oracle go",
        GoOracle.buildIn(folder),
        new Said("v1.2.3", LESS, "v1.10.0"),
        new Said("v1.0.0-pre", LESS, "v1.0.0"),
        new Said("v2.0.0+incompatible", EQUAL, "v2.0.0"),
        new Said("v1", EQUAL, "v1.0.0"),
        new Said("1.0.0", INVALID, "v1.0.0"));
  }

  @Test
  void goToolchainOrderHolds(@TempDir Path folder) throws Exception {
    judge(
        "oracle go",
        GoOracle.ofToolchainsIn(folder),
        new Said("go1.21", LESS, "go1.21rc1"),
        new Said("go1.21rc1", LESS, "go1.21.0"),
        new Said("go1.20rc1", LESS, "go1.20"),
        new Said("go1.20", EQUAL, "go1.20.0"),
        new Said("1.20", INVALID, "go1.20"));
  }

  @Test
  void rubyGemsDocumentationHolds() throws Exception {
    judge(
        "oracle rubygems",
        new RubyGemsOracle(),
        new Said("1.0.a9", LESS, "1.0.a10"),
        new Said("1.0.b1", LESS, "1.0"),
        new Said("1.0", EQUAL, "1"),
        new Said("1.8.2", LESS, "1.8.2.0.1"),
        new Said("junk", INVALID, "1"));
  }

  @Test
  void composersDocumentationHolds() throws Exception {
    judge(
        "oracle composer",
        new ComposerOracle(),
        new Said("1.0-alpha", LESS, "1.0-beta"),
        new Said("1.0-RC1", LESS, "1.0"),
        new Said("1.0", LESS, "1.0-p1"),
        new Said("v1.0", EQUAL, "1.0.0.0"),
        new Said("dev-main", INVALID, "1.0"));
  }

  @Test
  void pacmansManualHolds() throws Exception {
    judge(
        "oracle pacman",
        new PacmanOracle(),
        new Said("1.0a", LESS, "1.0"),
        new Said("1.0rc", LESS, "1.0"),
        new Said("1.0", LESS, "1.0.a"),
        new Said("1.0.a", LESS, "1.0.1"),
        new Said("1:1.0-1", GREATER, "2.0-1"));
  }

  private static void judge(String gate, VersionOracle oracle, Said... said) throws Exception {
    Gates.run(
        gate,
        oracle.need(),
        path -> {
          List<Said> wanted = List.of(said);
          List<Order> answers =
              oracle.compare(
                  wanted.stream().map(one -> new VersionPair(one.left(), one.right())).toList());
          List<Said> found = new ArrayList<>();
          for (int i = 0; i < wanted.size(); i++) {
            found.add(new Said(wanted.get(i).left(), answers.get(i), wanted.get(i).right()));
          }
          assertThat(found).isEqualTo(wanted);
          return wanted.size();
        });
  }

  private static List<VersionPair> neighbours(VersionSamples versions, int count) {
    Samples samples = Samples.of(1);
    List<VersionPair> pairs = new ArrayList<>();
    while (pairs.size() < count) {
      String version = versions.usual(samples);
      pairs.add(new VersionPair(version, versions.mutate(samples, version)));
    }
    return pairs;
  }
}
