package dev.seaworthy.inspection.secret;

import java.util.regex.Pattern;

/// Files in which what looks like a secret is published with a package: tests, samples and comments
/// of third-party packages, documentation of the distribution, translations.
final class AllowedPlaces {

  /// Where package managers put what others have written. A version in a jar's name says that it
  /// was published where such jars are gathered: in another archive, a folder of libraries or a
  /// repository's folder of that version. An application's own jar bears one too.
  private static final Pattern THIRD_PARTY =
      Pattern.compile(
          "/(?:node_modules|site-packages|dist-packages|gems|pkg/mod|\\.cargo/registry|vendor"
              + "|META-INF/maven)/|^/usr/(?:share|lib|lib64|local/lib|local/go)/"
              + "|(?:!/(?:[^!/]++/)*+|/(?:libs?|jars|modules|plugins)/|/\\d[^/!]*+/)[^/!]+-\\d+\\.\\d[\\w.-]*\\.jar!/"
              + "|-sources\\.jar!/|^/var/lib/(?:dpkg|apt)/");

  private static final Pattern SAMPLE =
      Pattern.compile(
          "(?i)/(?:tests?|testdata|test-data|testing|__tests__|__mocks__|__fixtures__|specs?|fixtures?|mocks?"
              + "|examples?|samples?|demos?|templates?|docs?|documentation|benchmarks?|certs?-test|man|locale|i18n|doc"
              + "|testcerts?|e2e|cypress|stories|perl5?/[\\d.]+/pod)/|\\.(?:md|markdown|rst|adoc|txt\\.gz"
              + "|examples?\\.json|test\\.[cm]?[jt]sx?|spec\\.[cm]?[jt]sx?|d\\.[cm]?ts|map|html?|po|mo|pod|[1-8](?:\\.gz)?)$"
              + "|(?:^|/)(?:readme|changelog|history|changes|news)[^/]*$|/tests?\\.[cm]?[jt]sx?$|/\\.(?:coveralls|travis|appveyor)\\.yml$|_test\\.(?:go|py|rb)$|/test_[^/]*\\.py$"
              + "|/[A-Z]\\w*Tests?\\.(?:java|class|kt|cs)$");

  /// Lists of hashes, whoever wrote them.
  private static final Pattern LOCK_FILE =
      Pattern.compile(
          "/(?:package-lock\\.json|npm-shrinkwrap\\.json|yarn\\.lock|pnpm-lock\\.yaml|\\.package-lock\\.json"
              + "|go\\.sum|Cargo\\.lock|poetry\\.lock|Pipfile\\.lock|uv\\.lock|composer\\.lock|Gemfile\\.lock"
              + "|packages\\.lock\\.json|flake\\.lock|RECORD|md5sums|[^/]*\\.(?:sha\\d+|md5|sum))$"
              + "|/\\.yarn-integrity$|\\.md5sums$");

  private AllowedPlaces() {}

  /// Whether a rule's find is no secret for lying here.
  ///
  /// @param isInComment whether it stands in a comment
  static boolean allows(SecretRule rule, String path, boolean isInComment) {
    if (rule.rank() >= SecretRules.ASSIGNED_RANK && LOCK_FILE.matcher(path).find()) {
      return true;
    }
    return isSample(path) || (isInComment && THIRD_PARTY.matcher(path).find());
  }

  /// Whether a file lies here for being published with a package, as a sample or for tests.
  static boolean isSample(String path) {
    return THIRD_PARTY.matcher(path).find() && SAMPLE.matcher(path).find();
  }
}
