package dev.seaworthy.signing;

/// The digests that signatures and timestamps are made of.
public enum DigestAlgorithm {
  /// FIPS 180-4.
  SHA256("SHA-256"),
  /// FIPS 180-4.
  SHA384("SHA-384"),
  /// FIPS 180-4.
  SHA512("SHA-512"),
  /// GB/T 32905.
  SM3("SM3");

  private final String jcaName;

  DigestAlgorithm(String jcaName) {
    this.jcaName = jcaName;
  }

  String jcaName() {
    return jcaName;
  }
}
