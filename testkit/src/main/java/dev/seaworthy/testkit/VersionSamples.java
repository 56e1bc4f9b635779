package dev.seaworthy.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Version strings as ecosystems write them, and versions that differ from a given one in a single
/// token: where orderings disagree, they disagree on neighbours.
public final class VersionSamples {
  private static final Pattern TOKEN = Pattern.compile("[0-9]+|[A-Za-z]+|[^0-9A-Za-z]");

  private static final List<String> NUMBERS =
      List.of(
          "0", "1", "2", "9", "10", "00", "01", "007", "100", "2147483648", "18446744073709551616");

  private final Vocabulary vocabulary;

  private VersionSamples(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /// @param words that may stand where letters may
  /// @param marks that may stand between tokens
  /// @param suffixes that often follow the numbers
  private record Vocabulary(List<String> words, List<String> marks, List<String> suffixes) {}

  /// Debian: epoch, tilde, plus and revisions.
  public static VersionSamples debian() {
    return new VersionSamples(
        new Vocabulary(
            List.of("a", "b", "deb", "rc", "dfsg", "ubuntu", "Z", "z", "build"),
            List.of(".", "-", "+", "~", ":"),
            List.of("-1", "-1+deb12u1", "~rc1", "+dfsg-3", "-0ubuntu0.1", "~bpo11+1", "+b1")));
  }

  /// rpm: tilde, caret and release.
  public static VersionSamples rpm() {
    return new VersionSamples(
        new Vocabulary(
            List.of("a", "rc", "el", "fc", "git", "Z", "alpha"),
            List.of(".", "-", "~", "^", "_", "+", ":"),
            List.of("-1.el9", "~rc1", "^20240101git", "-2.fc39", "-1.el8_4.1")));
  }

  /// Semantic versions of npm.
  public static VersionSamples npm() {
    return new VersionSamples(
        new Vocabulary(
            List.of("alpha", "beta", "rc", "x", "A", "next"),
            List.of(".", "-", "+"),
            List.of("-alpha", "-alpha.1", "-1", "+build.5", "-rc.1+x", "-0", "-beta.11")));
  }

  /// Versions of Go modules, with the leading `v`.
  public static VersionSamples go() {
    return new VersionSamples(
        new Vocabulary(
            List.of("v", "pre", "rc", "incompatible", "alpha"),
            List.of(".", "-", "+"),
            List.of("-0.20240101000000-abcdefabcdef", "+incompatible", "-rc.1", "-pre")));
  }

  /// PEP 440 versions of Python.
  public static VersionSamples python() {
    return new VersionSamples(
        new Vocabulary(
            List.of("a", "b", "rc", "alpha", "post", "dev", "c", "pre", "rev", "r", "V"),
            List.of(".", "-", "_", "+", "!"),
            List.of("a1", "rc2", ".post1", ".dev3", "+local.1", "-1", ".rc1", "b", "+ubuntu-1")));
  }

  /// Maven versions.
  public static VersionSamples maven() {
    return new VersionSamples(
        new Vocabulary(
            List.of(
                "alpha", "a", "beta", "m", "rc", "cr", "snapshot", "ga", "final", "sp", "x", "jre"),
            List.of(".", "-", "_", "+"),
            List.of(
                "-SNAPSHOT", ".Final", "-alpha-1", "-rc1", ".RELEASE", "-jre", "-sp-1", ".GA")));
  }

  /// Versions of Ruby gems.
  public static VersionSamples rubyGems() {
    return new VersionSamples(
        new Vocabulary(
            List.of("a", "b", "rc", "pre", "beta", "RC", "x"),
            List.of(".", "-"),
            List.of(".rc1", ".pre.2", ".a", ".beta10", "-java", ".0.b")));
  }

  /// Versions of Composer's packages.
  public static VersionSamples composer() {
    return new VersionSamples(
        new Vocabulary(
            List.of("alpha", "beta", "RC", "dev", "a", "b", "p", "pl", "patch", "stable", "v", "x"),
            List.of(".", "-", "_", "+"),
            List.of("-beta2", "-RC1", "-p3", ".x-dev", "-alpha", "-dev", "-stable", "a1")));
  }

  /// Versions of Arch Linux, with a release.
  public static VersionSamples pacman() {
    return new VersionSamples(
        new Vocabulary(
            List.of("a", "b", "rc", "git", "r", "Z", "alpha"),
            List.of(".", "-", "+", "_", ":"),
            List.of("-1", "-2.1", ".r12.gabcdef-1", "rc1-1", "+2+gabc-3", "_1-1")));
  }

  /// Go toolchains and the language versions, with the leading `go`.
  public static VersionSamples goToolchain() {
    return new VersionSamples(
        new Vocabulary(
            List.of("rc", "beta", "alpha", "go"),
            List.of(".", "-"),
            List.of("rc1", "beta2", "-bigcorp", "rc")));
  }

  /// Alpine: suffixes, letter, hash and revision.
  public static VersionSamples alpine() {
    return new VersionSamples(
        new Vocabulary(
            List.of("a", "b", "alpha", "beta", "pre", "rc", "p", "git", "svn", "cvs", "hg", "r"),
            List.of(".", "-", "_", "~"),
            List.of("-r0", "-r10", "_rc1", "_p2", "_alpha", "a", "_git20240101", "~abc123")));
  }

  /// NuGet: up to four numbers and labels of any case.
  public static VersionSamples nuget() {
    return new VersionSamples(
        new Vocabulary(
            List.of("alpha", "Beta", "rc", "RC", "preview", "x"),
            List.of(".", "-", "+"),
            List.of("-alpha", "-Beta.2", "-rc1", "+build.5", "-preview.10")));
  }

  /// A version that has the ecosystem's usual shape.
  public String usual(Samples samples) {
    StringBuilder version = new StringBuilder();
    int numbers = samples.between(1, 4);
    for (int i = 0; i < numbers; i++) {
      version.append(i == 0 ? "" : ".").append(number(samples));
    }
    for (int i = samples.below(3); i > 0; i--) {
      version.append(samples.pick(vocabulary.suffixes()));
    }
    return version.toString();
  }

  /// The version with one token replaced, doubled, dropped or added.
  public String mutate(Samples samples, String version) {
    List<String> tokens = tokens(version);
    int place = samples.below(tokens.size() + 1);
    if (place == tokens.size()) {
      tokens.add(other(samples));
    } else {
      switch (samples.below(4)) {
        case 0 -> tokens.set(place, like(samples, tokens.get(place)));
        case 1 -> tokens.add(place, tokens.get(place));
        case 2 -> tokens.remove(place);
        default -> tokens.add(place, other(samples));
      }
    }
    return String.join("", tokens);
  }

  private static List<String> tokens(String version) {
    List<String> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(version);
    while (matcher.find()) {
      tokens.add(matcher.group());
    }
    return tokens;
  }

  private String like(Samples samples, String token) {
    char first = token.charAt(0);
    if (Character.isDigit(first)) {
      return number(samples);
    }
    return samples.pick(Character.isLetter(first) ? vocabulary.words() : vocabulary.marks());
  }

  private String other(Samples samples) {
    return switch (samples.below(3)) {
      case 0 -> number(samples);
      case 1 -> samples.pick(vocabulary.words());
      default -> samples.pick(vocabulary.marks());
    };
  }

  private static String number(Samples samples) {
    return samples.chance(0.3)
        ? samples.pick(NUMBERS)
        : Integer.toString(samples.below(samples.chance(0.7) ? 20 : 3000));
  }
}
