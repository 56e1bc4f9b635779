package dev.seaworthy.advisory.database;

/// Where a node lies and what its bytes must hash to.
///
/// @param hash of the node's bytes
record NodeReference(long offset, int length, Sha256 hash) {

  static final NodeReference NONE = new NodeReference(0, 0, Sha256.NONE);

  boolean isNone() {
    return length == 0;
  }

  /// Whether these are the bytes that are meant.
  boolean fits(byte[] bytes) {
    return hash.equals(Sha256.of(bytes));
  }

  void write(ByteWriter out) {
    out.number(offset);
    out.number(length);
    hash.write(out);
  }

  static NodeReference read(ByteReader in) {
    long offset = in.number();
    long length = in.number();
    if (offset < 0 || length < 0 || length > Integer.MAX_VALUE) {
      throw ByteReader.malformed();
    }
    return new NodeReference(offset, (int) length, Sha256.read(in));
  }
}
