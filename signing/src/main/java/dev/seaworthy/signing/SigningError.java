package dev.seaworthy.signing;

import dev.seaworthy.base.ErrorCode;
import dev.seaworthy.base.ErrorType;
import java.util.Locale;

/// Failures of the `signing` room.
public enum SigningError implements ErrorCode {
  BAD_KEY(
      1,
      ErrorType.USER,
      "not a key that we can use",
      "Give a key in PEM: Ed25519, ECDSA P-256 or P-384, or RSA of 2048 bits and more (`openssl genpkey`)."),
  KEY_UNREADABLE(
      2, ErrorType.EXTERNAL, "a key can't be read", "Check the path and its permissions."),
  KEY_UNWRITABLE(
      3,
      ErrorType.EXTERNAL,
      "a key can't be kept",
      "Check the directory, its permissions and the free space."),
  KEY_EXPOSED(
      4,
      ErrorType.USER,
      "a private key that others may read",
      "Make it readable by its owner alone (chmod 600), or delete it to get a new one."),
  BAD_ENVELOPE(
      5,
      ErrorType.EXTERNAL,
      "not a signed envelope",
      "Give a DSSE envelope in JSON, as `seaworthy certify` and cosign write it."),
  PAYLOAD_TYPE(
      6,
      ErrorType.EXTERNAL,
      "a signed document of another kind",
      "Give the kind of document that the message names."),
  NOT_SIGNED_BY(
      7,
      ErrorType.EXTERNAL,
      "no signature by a key that is trusted here",
      "Name the signer's public key with --key, or ask who signed it."),
  BAD_SIGNATURE(
      8,
      ErrorType.EXTERNAL,
      "a signature that doesn't fit",
      "What was signed was changed afterwards: get it again from its maker."),
  NOT_APPROVED(
      9,
      ErrorType.USER,
      "a kind of key that the cryptography profile refuses",
      "Use a key of an approved kind, or another profile (docs/howto-sign.md)."),
  UNKNOWN_PROFILE(
      10, ErrorType.USER, "no cryptography profile", "Use one of those that the message names."),
  BAD_REFERENCE(
      11,
      ErrorType.USER,
      "not a reference to a key",
      "Name a PEM file, or a key as pkcs11: or vault: (docs/howto-sign.md)."),
  NO_SECRET(
      12,
      ErrorType.USER,
      "a PIN or token can't be read",
      "Name a file that this user may read, or a variable that is set."),
  TOKEN(
      13,
      ErrorType.EXTERNAL,
      "a PKCS #11 token can't be used",
      "Check the library, the token's label and its PIN (pkcs11-tool, softhsm2-util)."),
  VAULT(
      14,
      ErrorType.EXTERNAL,
      "a key of Vault can't be used",
      "Check the address, the key's name and what the token's policy allows."),
  BAD_CERTIFICATE(
      15,
      ErrorType.EXTERNAL,
      "not an X.509 certificate, revocation list or timestamp",
      "Give certificates and lists in PEM or DER (`openssl x509`, `openssl crl`)."),
  OTHER_ROOT(
      16,
      ErrorType.EXTERNAL,
      "a signer whose certificate leads to no trusted root",
      "Name the root with --trust x509:, or ask who signed it."),
  NO_CODE_SIGNING(
      17,
      ErrorType.EXTERNAL,
      "a signer whose certificate isn't for signing code",
      "Sign with a certificate that has the extended key usage codeSigning (1.3.6.1.5.5.7.3.3)."),
  SIGNER_EXPIRED(
      18,
      ErrorType.EXTERNAL,
      "a signer whose certificate had expired",
      "Sign anew, or have signatures timestamped (RFC 3161) while the certificate is valid."),
  SIGNER_NOT_YET_VALID(
      19,
      ErrorType.EXTERNAL,
      "a signer whose certificate wasn't valid yet",
      "Check the clocks of the signer and of this machine."),
  SIGNER_REVOKED(
      20,
      ErrorType.EXTERNAL,
      "a signer whose certificate was revoked",
      "Have it signed anew with another certificate."),
  REVOCATION_UNKNOWN(
      21,
      ErrorType.EXTERNAL,
      "no revocation list tells of a signer's certificate",
      "Give the current list of each authority in the chain."),
  PATH_LENGTH(
      22,
      ErrorType.EXTERNAL,
      "a chain that is longer than an authority in it allows",
      "An authority below another signed without being allowed to: ask whose it is."),
  NAME_CONSTRAINTS(
      23,
      ErrorType.EXTERNAL,
      "a signer whose name an authority in the chain may not vouch for",
      "An authority signed outside of its names: ask whose it is."),
  CHAIN(
      24,
      ErrorType.EXTERNAL,
      "a chain of certificates that breaks a rule of X.509",
      "Ask the signer for the whole chain, each certificate below the one that signed it."),
  TIMESTAMP(
      25,
      ErrorType.EXTERNAL,
      "a timestamp that doesn't count",
      "Take timestamps of the authority that is trusted here, made for this very signature."),
  MISSING_KIND(
      26,
      ErrorType.EXTERNAL,
      "a kind of signature that is required is missing",
      "Have it signed with a key of that kind too: `seaworthy certify` takes --key repeatedly."),
  UNKNOWN_ALGORITHM(
      27, ErrorType.USER, "no kind of key", "Use one of those that the message names."),
  OTHER_IMAGE(
      28,
      ErrorType.EXTERNAL,
      "a signature of another image",
      "Somebody put it beside this image: have this one signed."),
  OTHER_SCHEME(
      29,
      ErrorType.USER,
      "a key that can't sign in the way that is asked for",
      "Sign with another key, or in another way (docs/howto-sign.md)."),
  TOO_MANY_SIGNATURES(
      30,
      ErrorType.LIMIT,
      "more signatures beside an image than are looked at",
      "Delete what doesn't belong there, or raise the limit that the message names."),
  NO_PLACE(
      31,
      ErrorType.USER,
      "a source that has no place for signatures",
      "Use an image in a registry, or an OCI layout.");

  private final int number;
  private final ErrorType type;
  private final String title;
  private final String hint;

  SigningError(int number, ErrorType type, String title, String hint) {
    this.number = number;
    this.type = type;
    this.title = title;
    this.hint = hint;
  }

  @Override
  public String id() {
    return String.format(Locale.ROOT, "SW-SIGNING-%04d", number);
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
