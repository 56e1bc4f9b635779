package dev.seaworthy.signing.keyless;

import dev.seaworthy.base.ErrorCode;
import dev.seaworthy.base.ErrorType;
import java.util.Locale;

/// Why a Sigstore bundle doesn't count, or none could be made.
public enum KeylessError implements ErrorCode {
  BAD_BUNDLE(
      1,
      ErrorType.EXTERNAL,
      "not a Sigstore bundle",
      "Give a bundle as its signer wrote it; get it again if it was cut short."),
  UNKNOWN_VERSION(
      2,
      ErrorType.EXTERNAL,
      "a Sigstore bundle of a version that isn't known",
      "Have it signed with a tool that writes bundles of version 0.3."),
  OTHER_CONTENT(
      3,
      ErrorType.EXTERNAL,
      "a Sigstore bundle of another kind of content",
      "Give the bundle of an attestation for a certificate, and that of a file's signature for a file."),
  OTHER_ROOT(
      4,
      ErrorType.EXTERNAL,
      "a signer whose certificate leads to no authority of the trusted root",
      "Give the trusted root of the Sigstore instance that it was signed with."),
  NO_CERTIFICATE_LOG(
      5,
      ErrorType.EXTERNAL,
      "a signer whose certificate isn't vouched for by a log of certificates",
      "Give the trusted root with that instance's current logs, or ask who issued the certificate."),
  OTHER_IDENTITY(
      6,
      ErrorType.EXTERNAL,
      "signed by somebody else than was asked for",
      "Check --identity or --identity-pattern against the identity in the message, and whether it may sign."),
  OTHER_ISSUER(
      7,
      ErrorType.EXTERNAL,
      "the signer's identity comes from another issuer",
      "Check --issuer against the issuer in the message, and whether it may vouch for identities here."),
  BAD_SIGNATURE(
      8,
      ErrorType.EXTERNAL,
      "the signature in a Sigstore bundle doesn't fit",
      "What was signed was changed afterwards: get it again from its maker."),
  OTHER_SUBJECT(
      9,
      ErrorType.EXTERNAL,
      "a Sigstore bundle of something else",
      "Give the bundle of this very file."),
  NO_LOG_ENTRY(
      10,
      ErrorType.EXTERNAL,
      "no entry of a transparency log",
      "Have it signed with its signature recorded in a log."),
  NO_INCLUSION_PROOF(
      11,
      ErrorType.EXTERNAL,
      "no proof that a transparency log holds the signature",
      "Have the bundle made anew with the log's inclusion proof, as version 0.3 asks."),
  OTHER_LOG(
      12,
      ErrorType.EXTERNAL,
      "a transparency log that isn't trusted",
      "Give the trusted root of the Sigstore instance that it was signed with."),
  BAD_LOG_ENTRY(
      13,
      ErrorType.EXTERNAL,
      "the transparency log doesn't vouch for the entry",
      "Somebody altered the entry or its proof: get the bundle again from its maker."),
  OTHER_LOG_ENTRY(
      14,
      ErrorType.EXTERNAL,
      "the transparency log's entry is of another signature",
      "Somebody put another signature's entry into the bundle: get it again from its maker."),
  NO_TIME(
      15,
      ErrorType.EXTERNAL,
      "nothing that counts says when it was signed",
      "Have it signed with a log that promises inclusion, or with a timestamp (RFC 3161): the certificate alone has expired."),
  OUTSIDE_CERTIFICATE(
      16,
      ErrorType.EXTERNAL,
      "signed when the signer's certificate wasn't valid",
      "Have it signed anew, within the few minutes of a new certificate."),
  BAD_TIMESTAMP(
      17,
      ErrorType.EXTERNAL,
      "a timestamp in a Sigstore bundle that doesn't count",
      "Take timestamps of an authority of the trusted root, made for this very signature."),
  BAD_ROOT(
      18,
      ErrorType.USER,
      "not a trusted root",
      "Give a trusted_root.json (application/vnd.dev.sigstore.trustedroot+json;version=0.1)."),
  NO_TOKEN(
      19,
      ErrorType.USER,
      "no identity token",
      "Give --oidc-token-file or SIGSTORE_ID_TOKEN, or let the pipeline's job ask for identity tokens."),
  BAD_ADDRESS(
      20,
      ErrorType.USER,
      "not the address of a signing service",
      "Give https:// and a host; http:// is for this machine alone."),
  AUTHORITY(
      21,
      ErrorType.EXTERNAL,
      "the authority gives no certificate for the identity",
      "Check the address, the token's audience and its age: such tokens live for minutes."),
  LOG(
      22,
      ErrorType.EXTERNAL,
      "the transparency log takes no entry",
      "Check the address and whether the log is in service; nothing was written."),
  NOT_INSTALLED(
      23,
      ErrorType.USER,
      "keyless signatures are not part of this installation",
      "Install the whole archive: they lie in lib/keyless.");

  private final int number;
  private final ErrorType type;
  private final String title;
  private final String hint;

  KeylessError(int number, ErrorType type, String title, String hint) {
    this.number = number;
    this.type = type;
    this.title = title;
    this.hint = hint;
  }

  @Override
  public String id() {
    return String.format(Locale.ROOT, "SW-KEYLESS-%04d", number);
  }

  @Override
  public ErrorType type() {
    return type;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public String hint() {
    return hint;
  }
}
