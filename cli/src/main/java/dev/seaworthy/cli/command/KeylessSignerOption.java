package dev.seaworthy.cli.command;

import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.cli.process.CliError;
import dev.seaworthy.cli.process.KeylessLibrary;
import dev.seaworthy.cli.process.Surroundings;
import dev.seaworthy.signing.CryptographyProfile;
import dev.seaworthy.signing.DsseEnvelope;
import dev.seaworthy.signing.Secrets;
import dev.seaworthy.signing.ServiceAddress;
import dev.seaworthy.signing.Signer;
import dev.seaworthy.signing.keyless.IdentityTokens;
import dev.seaworthy.signing.keyless.Keyless;
import dev.seaworthy.signing.keyless.KeylessError;
import dev.seaworthy.signing.keyless.KeylessServices;
import dev.seaworthy.signing.keyless.KeylessSigner;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Signing as somebody, with a key that is made and forgotten (Sigstore).
final class KeylessSignerOption {

  private static final String TOKEN_VARIABLE = "SIGSTORE_ID_TOKEN";
  private static final String JOB_REQUEST = "ACTIONS_ID_TOKEN_REQUEST_URL";
  private static final String JOB_SECRET = "ACTIONS_ID_TOKEN_REQUEST_TOKEN";

  @Option(
      names = "--keyless",
      description = {
        "Sign as the identity of a token, and write a Sigstore bundle. Needs --fulcio,",
        "--rekor and --trusted-root."
      })
  private boolean isAsked;

  @Option(
      names = "--oidc-token-file",
      paramLabel = "FILE",
      description = {
        "The identity token (default: the variable SIGSTORE_ID_TOKEN, else the one that",
        "GitHub Actions gives the job)."
      })
  private @Nullable Path tokenFile;

  @Option(
      names = "--fulcio",
      paramLabel = "URL",
      description = "The authority that certifies the key.")
  private @Nullable String fulcio;

  @Option(
      names = "--rekor",
      paramLabel = "URL",
      description = "The transparency log that records the signature.")
  private @Nullable String rekor;

  private @Nullable KeylessSigner signer;

  boolean isAsked() {
    return isAsked;
  }

  /// The one signer. No service is asked yet, but for a token nobody could sign without.
  ///
  /// @param timestamps the address of a timestamp authority, or null
  /// @param hasKeys whether keys were named, which would not sign
  /// @throws SeaworthyException [CliError#USAGE], or with a code of keyless signatures
  List<Signer> signers(
      Surroundings surroundings,
      KeylessTrustOption trust,
      CryptographyProfile profile,
      @Nullable String timestamps,
      boolean hasKeys) {
    if (hasKeys || fulcio == null || rekor == null) {
      throw new SeaworthyException(
          CliError.USAGE,
          hasKeys ? "--keyless excludes --key and --chain" : "--keyless needs --fulcio and --rekor",
          hasKeys
              ? "Sign with a key, or as an identity."
              : "Name the services of the instance; none is asked by default.",
          null);
    }
    Keyless keyless = KeylessLibrary.load(surroundings);
    KeylessSigner made =
        keyless.signer(
            new KeylessServices(
                address(fulcio), address(rekor), timestamps == null ? null : address(timestamps)),
            tokens(surroundings, keyless),
            trust.trust(keyless, profile),
            profile.cryptography());
    signer = made;
    return List.of(made);
  }

  /// What is given out: the bundle of the envelope, or the envelope where a key signed it.
  byte[] sealed(byte[] envelope) {
    return signer == null
        ? envelope
        : signer.bundle(DsseEnvelope.read(envelope, "the envelope", Limits.defaults()));
  }

  private IdentityTokens tokens(Surroundings surroundings, Keyless keyless) {
    Secrets secrets = new Secrets(surroundings.environment());
    Path file = tokenFile;
    if (file != null) {
      return () -> secrets.read(file.toString(), "the identity");
    }
    if (!surroundings.variable(TOKEN_VARIABLE).isEmpty()) {
      return () -> secrets.read("env:" + TOKEN_VARIABLE, "the identity");
    }
    String request = surroundings.variable(JOB_REQUEST);
    String secret = surroundings.variable(JOB_SECRET);
    if (!request.isEmpty() && !secret.isEmpty()) {
      return keyless.jobTokens(request, secret);
    }
    throw new SeaworthyException(
        KeylessError.NO_TOKEN,
        "neither --oidc-token-file nor %s was given, and no job offers one (%s)"
            .formatted(TOKEN_VARIABLE, JOB_REQUEST));
  }

  private static URI address(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      // Not named as the cause: it quotes the whole text.
      throw new SeaworthyException(
          KeylessError.BAD_ADDRESS, "%s is no address".formatted(ServiceAddress.shown(text)));
    }
  }
}
