package dev.seaworthy.advisory.version;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.advisory.version.VersionPairs.Kind;
import dev.seaworthy.advisory.version.VersionPairs.Made;
import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.Samples;
import dev.seaworthy.testkit.VersionSamples;
import dev.seaworthy.testkit.oracle.ComposerOracle;
import dev.seaworthy.testkit.oracle.DpkgOracle;
import dev.seaworthy.testkit.oracle.GoOracle;
import dev.seaworthy.testkit.oracle.MavenOracle;
import dev.seaworthy.testkit.oracle.NpmSemverOracle;
import dev.seaworthy.testkit.oracle.Order;
import dev.seaworthy.testkit.oracle.PacmanOracle;
import dev.seaworthy.testkit.oracle.PythonPackagingOracle;
import dev.seaworthy.testkit.oracle.RpmOracle;
import dev.seaworthy.testkit.oracle.RubyGemsOracle;
import dev.seaworthy.testkit.oracle.VersionOracle;
import dev.seaworthy.testkit.oracle.VersionPair;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Our orders against those of the ecosystems' own tools, on pairs of which half are real versions
/// with one token changed and a fifth real versions with one character changed. The seed stands in
/// the gate's name; `-Dseaworthy.seed=N` takes another.
class NativeOrderTest {

  private static final int PAIRS = 100_000;
  private static final int TOKEN_PERCENT_MIN = 50;
  private static final int CHARACTER_PERCENT_MIN = 20;
  private static final long SEED = Long.getLong("seaworthy.seed", 20_260_102L);

  /// @param scheme ours
  /// @param mutations how its versions are changed
  /// @param asked so many pairs, of which enough must be versions to the oracle
  /// @param refusesAlike whether we must refuse all that the oracle refuses
  /// @param asWritten the oracle's own spelling of a real version
  /// @param scope the pairs on which the oracle is right
  private record Trial(
      VersionScheme scheme,
      VersionSamples mutations,
      int asked,
      boolean refusesAlike,
      UnaryOperator<String> asWritten,
      Predicate<VersionPair> scope) {

    static Trial of(VersionScheme scheme, VersionSamples mutations, int asked) {
      return new Trial(scheme, mutations, asked, true, UnaryOperator.identity(), _ -> true);
    }

    /// Doesn't mind that we order what the oracle refuses.
    Trial lenient() {
      return new Trial(scheme, mutations, asked, false, asWritten, scope);
    }

    Trial written(UnaryOperator<String> spelling) {
      return new Trial(scheme, mutations, asked, refusesAlike, spelling, scope);
    }

    /// Asks only for pairs of which both versions are of that form.
    Trial within(Predicate<String> form) {
      return new Trial(
          scheme,
          mutations,
          asked,
          refusesAlike,
          asWritten,
          pair -> form.test(pair.left()) && form.test(pair.right()));
    }
  }

  /// Debian's library refuses some of what dpkg only warns of, and takes a colon at the end for
  /// part of the version, which dpkg refuses.
  @Test
  void agreesWithDpkg() throws Exception {
    judge(
        Trial.of(VersionScheme.DPKG, VersionSamples.debian(), 126_000)
            .lenient()
            .within(version -> !version.endsWith(":")),
        DpkgOracle.library());
  }

  @Test
  void agreesWithRpm() throws Exception {
    judge(Trial.of(VersionScheme.RPM, VersionSamples.rpm(), 102_000), new RpmOracle());
  }

  /// We read bounds that have less than three numbers, npm does not; it rounds numbers of more than
  /// fifteen digits, we do not.
  @Test
  void agreesWithNpm() throws Exception {
    judge(
        Trial.of(VersionScheme.SEMVER, VersionSamples.npm(), 172_000)
            .lenient()
            .within(Pattern.compile("[0-9]{16}").asPredicate().negate()),
        new NpmSemverOracle());
  }

  @Test
  void agreesWithPip() throws Exception {
    judge(
        Trial.of(VersionScheme.PEP440, VersionSamples.python(), 122_000),
        new PythonPackagingOracle());
  }

  @Test
  void agreesWithMaven() throws Exception {
    judge(Trial.of(VersionScheme.MAVEN, VersionSamples.maven(), 102_000), new MavenOracle());
  }

  @Test
  void agreesWithRubyGems() throws Exception {
    judge(
        Trial.of(VersionScheme.RUBYGEMS, VersionSamples.rubyGems(), 122_000), new RubyGemsOracle());
  }

  /// We read dates as Composer's library does since 3.4, with one more group than before.
  @Test
  void agreesWithComposer() throws Exception {
    judge(
        Trial.of(VersionScheme.COMPOSER, VersionSamples.composer(), 130_000).lenient(),
        new ComposerOracle());
  }

  @Test
  void agreesWithGoModules(@TempDir Path folder) throws Exception {
    judge(
        Trial.of(VersionScheme.GO, VersionSamples.go(), 152_000)
            .lenient()
            .written(version -> version.startsWith("v") ? version : "v" + version),
        GoOracle.buildIn(folder));
  }

  /// Go's own spelling in advisories, `1.21.0-rc.2`, is none to the toolchain.
  @Test
  void agreesWithGoToolchains(@TempDir Path folder) throws Exception {
    judge(
        Trial.of(VersionScheme.GO_TOOLCHAIN, VersionSamples.goToolchain(), 155_000)
            .lenient()
            .written(version -> version.startsWith("go") ? version : "go" + version),
        GoOracle.ofToolchainsIn(folder));
  }

  /// NuGet's own library runs on .NET alone, so an independent one is asked. It checks the form
  /// less than NuGet does, and refuses numbers beyond 32 bits where NuGet reads words.
  @Test
  void agreesWithAnIndependentLibraryOnNuget() throws Exception {
    String numbers = "[0-9.]+";
    String labels = "(-(?!0[0-9])[0-9A-Za-z]+([.-](?!0[0-9])[0-9A-Za-z]+)*)?";
    String metadata = "([+][0-9A-Za-z]+([.][0-9A-Za-z]+)*)?";
    Pattern form = Pattern.compile("(?!.*[0-9]{10})" + numbers + labels + metadata);
    judge(
        Trial.of(VersionScheme.NUGET, VersionSamples.nuget(), 122_000)
            .within(form.asMatchPredicate()),
        new VersatileOracle("nuget"));
  }

  /// Without a release, and with a separator at the end, pacman's answers contradict each other.
  @Test
  void agreesWithPacman() throws Exception {
    judge(
        Trial.of(VersionScheme.PACMAN, VersionSamples.pacman(), 102_000)
            .written(version -> version + "-1")
            .within(Pattern.compile("[0-9A-Za-z]-[^-]*[0-9A-Za-z]$").asPredicate()),
        new PacmanOracle());
  }

  private static void judge(Trial trial, VersionOracle oracle) throws Exception {
    Gates.run(
        "version order: %s, seed %d".formatted(trial.scheme().id(), SEED),
        oracle.need(),
        _ -> {
          List<Made> made = pairs(trial);
          List<Order> answers = oracle.compare(made.stream().map(Made::pair).toList());
          return judge(trial, made, answers);
        });
  }

  private static List<Made> pairs(Trial trial) {
    List<String> real =
        RealVersions.of(trial.scheme()).stream().map(trial.asWritten()).distinct().toList();
    return new VersionPairs(trial.scheme(), real, trial.mutations(), Samples.of(SEED))
        .make(trial.asked(), trial.scope());
  }

  private static long judge(Trial trial, List<Made> made, List<Order> answers) throws Exception {
    List<String> wrong = new ArrayList<>();
    Map<Kind, Integer> judged = new EnumMap<>(Kind.class);
    for (int i = 0; i < made.size(); i++) {
      VersionPair pair = made.get(i).pair();
      Order ours = Orders.of(trial.scheme(), pair.left(), pair.right());
      Order theirs = answers.get(i);
      boolean isJudged = theirs != Order.INVALID;
      boolean isRight =
          isJudged
              ? ours == theirs
              : !trial.refusesAlike() || ours == Order.INVALID || pair.left().equals(pair.right());
      if (!isRight) {
        wrong.add("%s: ours %s, theirs %s".formatted(pair, ours, theirs));
      } else if (isJudged) {
        judged.merge(made.get(i).kind(), 1, Integer::sum);
      }
    }
    assertThat(wrong.stream().limit(40)).as("%d wrong with seed %d", wrong.size(), SEED).isEmpty();
    return tell(trial.scheme(), judged);
  }

  /// The shares are of what the oracle judged, not of what it was asked.
  private static long tell(VersionScheme scheme, Map<Kind, Integer> judged) throws Exception {
    long all = judged.values().stream().mapToLong(Integer::longValue).sum();
    long token = judged.get(Kind.TOKEN) * 100L / all;
    long character = judged.get(Kind.CHARACTER) * 100L / all;
    Gates.always(
        "version order: %s, by one token %s %%, by one character %s %%"
            .formatted(scheme.id(), token, character),
        () -> all);
    assertThat(all).as("judged, %s", judged).isGreaterThanOrEqualTo(PAIRS);
    assertThat(token).as("by token, %s", judged).isGreaterThanOrEqualTo(TOKEN_PERCENT_MIN);
    assertThat(character)
        .as("by character, %s", judged)
        .isGreaterThanOrEqualTo(CHARACTER_PERCENT_MIN);
    return all;
  }
}
