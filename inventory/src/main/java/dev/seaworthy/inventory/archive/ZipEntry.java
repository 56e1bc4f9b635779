package dev.seaworthy.inventory.archive;

/// An entry of a zip archive as the central directory has it (APPNOTE.TXT, section 4.3.12).
///
/// @param name as written, decoded as UTF-8; may be anything, never a path to write to
/// @param method 0 for stored, 8 for deflated
/// @param compressedSize in bytes
/// @param size in bytes, as the directory claims
/// @param headerOffset where the entry's local header begins, from the beginning of the file
public record ZipEntry(
    String name,
    int method,
    boolean isEncrypted,
    long crc,
    long compressedSize,
    long size,
    long headerOffset) {

  static final int STORED = 0;
  static final int DEFLATED = 8;

  public boolean isDirectory() {
    return name.endsWith("/");
  }

  /// Whether the content lies in the archive as it is.
  public boolean isStored() {
    return method == STORED;
  }

  /// The part of the name after the last slash.
  public String lastName() {
    return name.substring(name.lastIndexOf('/') + 1);
  }
}
