package dev.seaworthy.base;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/// The hash of stored bytes, as OCI writes it: `algorithm:hex`.
///
/// Only the registered algorithms of the OCI image specification are accepted (image-spec,
/// descriptor, "Registered algorithms"): `sha256` with 64 and `sha512` with 128 lower-case
/// hexadecimal digits.
///
/// @param algorithm which hash
/// @param hex the hash in lower-case hexadecimal
public record Digest(Algorithm algorithm, String hex) implements Comparable<Digest> {

  /// A registered digest algorithm.
  public enum Algorithm {
    SHA256("SHA-256", 64),
    SHA512("SHA-512", 128);

    private final String jcaName;
    private final int hexLength;

    Algorithm(String jcaName, int hexLength) {
      this.jcaName = jcaName;
      this.hexLength = hexLength;
    }

    /// The name on the wire, such as `sha256`.
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// A fresh hash function; every Java platform must provide both.
    public MessageDigest newMessageDigest() {
      try {
        return MessageDigest.getInstance(jcaName);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(jcaName + " is missing from this Java platform", e);
      }
    }
  }

  private static final Pattern LOWER_HEX = Pattern.compile("[0-9a-f]+");

  public Digest {
    if (hex.length() != algorithm.hexLength || !LOWER_HEX.matcher(hex).matches()) {
      throw new SeaworthyException(
          BaseError.BAD_DIGEST,
          "%s needs %s lower-case hexadecimal digits, found \"%s\""
              .formatted(algorithm.wireName(), algorithm.hexLength, Text.shorten(hex, 140)));
    }
  }

  /// Reads the wire form.
  ///
  /// @throws SeaworthyException [BaseError#BAD_DIGEST] when it is not a digest of a registered
  ///   algorithm
  public static Digest parse(String text) {
    int colon = text.indexOf(':');
    if (colon > 0) {
      String name = text.substring(0, colon);
      for (Algorithm algorithm : Algorithm.values()) {
        if (algorithm.wireName().equals(name)) {
          return new Digest(algorithm, text.substring(colon + 1));
        }
      }
    }
    throw new SeaworthyException(
        BaseError.BAD_DIGEST,
        "expected sha256:<64 hex digits> or sha512:<128 hex digits>, found \"%s\""
            .formatted(Text.shorten(text, 140)));
  }

  /// The SHA-256 digest of these bytes.
  public static Digest sha256(byte[] bytes) {
    return of(Algorithm.SHA256, Algorithm.SHA256.newMessageDigest().digest(bytes));
  }

  /// A digest from the raw bytes of the hash.
  public static Digest of(Algorithm algorithm, byte[] hash) {
    return new Digest(algorithm, HexFormat.of().formatHex(hash));
  }

  /// The first twelve hexadecimal digits, for people.
  public String shortHex() {
    return hex.substring(0, 12);
  }

  @Override
  public int compareTo(Digest other) {
    int byAlgorithm = algorithm.compareTo(other.algorithm);
    return byAlgorithm != 0 ? byAlgorithm : hex.compareTo(other.hex);
  }

  /// The wire form.
  @Override
  public String toString() {
    return algorithm.wireName() + ":" + hex;
  }
}
