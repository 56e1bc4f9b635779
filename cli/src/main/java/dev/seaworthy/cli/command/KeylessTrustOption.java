package dev.seaworthy.cli.command;

import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.cli.process.CliError;
import dev.seaworthy.cli.process.KeylessLibrary;
import dev.seaworthy.cli.process.Surroundings;
import dev.seaworthy.signing.CryptographyProfile;
import dev.seaworthy.signing.VerificationKey;
import dev.seaworthy.signing.keyless.Keyless;
import dev.seaworthy.signing.keyless.KeylessError;
import dev.seaworthy.signing.keyless.KeylessTrust;
import dev.seaworthy.signing.keyless.SignedEnvelope;
import dev.seaworthy.signing.keyless.SignerRule;
import dev.seaworthy.signing.keyless.SigstoreBundle;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Who may sign without a key of their own (Sigstore). Nothing of it is loaded unless it is asked
/// for.
final class KeylessTrustOption {

  @Option(
      names = "--trusted-root",
      paramLabel = "FILE",
      description = {
        "Read Sigstore bundles by this trusted_root.json: signatures by an identity, not a",
        "key. Needs --issuer, and --identity or --identity-pattern."
      })
  private @Nullable Path trustedRoot;

  @Option(
      names = "--identity",
      paramLabel = "NAME",
      description = "Who must have signed: a mail address, or the URI of a pipeline.")
  private @Nullable String identity;

  @Option(
      names = "--identity-pattern",
      paramLabel = "REGEX",
      description = "What the whole name must fit, in place of --identity.")
  private @Nullable String identityPattern;

  @Option(
      names = "--issuer",
      paramLabel = "URL",
      description = "Who must have vouched for that name, exactly.")
  private @Nullable String issuer;

  private final Map<VerificationKey, SignedEnvelope> opened = new HashMap<>();
  private @Nullable KeylessTrust trust;
  private @Nullable SignerRule rule;
  private boolean isOnly;

  /// Whether somebody's identity is to count.
  boolean isIdentityAsked() {
    return identity != null || identityPattern != null || issuer != null;
  }

  /// Reads what was asked for, before the first document.
  ///
  /// @param hasKeys whether keys were named too, so that plain envelopes count beside bundles
  /// @throws SeaworthyException [CliError#USAGE], [KeylessError#BAD_ROOT],
  ///   [KeylessError#NOT_INSTALLED]
  void prepare(Surroundings surroundings, CryptographyProfile profile, boolean hasKeys) {
    if (trustedRoot == null && !isIdentityAsked()) {
      return;
    }
    if (issuer == null || (identity == null) == (identityPattern == null)) {
      throw usage(
          "--trusted-root needs --issuer, and one of --identity and --identity-pattern",
          "Say whose signature counts: everybody can get a certificate of a public authority.");
    }
    rule = new SignerRule(issuer, pattern());
    trust = trust(KeylessLibrary.load(surroundings), profile);
    isOnly = !hasKeys;
  }

  /// The instance that bundles are read by.
  ///
  /// @throws SeaworthyException [CliError#USAGE], [KeylessError#BAD_ROOT]
  KeylessTrust trust(Keyless keyless, CryptographyProfile profile) {
    Path file = trustedRoot;
    if (file == null) {
      throw usage("--trusted-root is missing", "Give the trusted_root.json of the instance.");
    }
    if (profile != CryptographyProfile.STANDARD) {
      throw usage(
          "--trusted-root and --cryptography " + profile.word() + " exclude each other",
          "Bundles are verified by a library that isn't held to that profile: use keys.");
    }
    return keyless.trust(
        InputFiles.bytes(file, Limits.defaults(), Limit.PROVENANCE_BYTES), file.toString());
  }

  private Pattern pattern() {
    if (identity != null) {
      return Pattern.compile(Pattern.quote(identity));
    }
    try {
      return Pattern.compile(String.valueOf(identityPattern));
    } catch (PatternSyntaxException e) {
      throw usage(
          "--identity-pattern is no regular expression: " + e.getDescription(),
          "Write it as java.util.regex.Pattern takes it, for the whole name.");
    }
  }

  /// Whether bundles count.
  boolean isAsked() {
    return trust != null;
  }

  /// Takes the envelope out of a bundle; a plain envelope comes back as it is.
  ///
  /// @param what where it came from, for messages
  /// @throws SeaworthyException with a [KeylessError] when the bundle doesn't count
  OpenedDocument open(byte[] document, String what) {
    if (!SigstoreBundle.isOne(document)) {
      if (isOnly) {
        throw new SeaworthyException(
            KeylessError.BAD_BUNDLE,
            Text.visible(what) + " is no bundle, and no key was named with --trust");
      }
      return OpenedDocument.asItIs(document);
    }
    if (trust == null || rule == null) {
      throw usage(
          Text.visible(what) + " is a Sigstore bundle, and nothing says whose signature counts",
          "Give --trusted-root, --issuer and --identity.");
    }
    SignedEnvelope found = trust.envelope(document, Text.visible(what), rule);
    opened.put(found.key(), found);
    return OpenedDocument.of(found);
  }

  /// Who signed, for people: a name where there is one.
  String signer(VerificationKey key) {
    SignedEnvelope bundled = opened.get(key);
    return bundled == null
        ? key.toString()
        : "%s at %s".formatted(Text.visible(bundled.signer().toString()), bundled.signedAt());
  }

  private static SeaworthyException usage(String problem, String hint) {
    return new SeaworthyException(CliError.USAGE, problem, hint, null);
  }
}
