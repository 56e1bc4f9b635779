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
      "What was signed was changed afterwards: get it again from its maker.");

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
