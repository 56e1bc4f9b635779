package dev.seaworthy.inspection.secret;

import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Text;
import dev.seaworthy.image.Analyser;
import dev.seaworthy.image.AnalyserId;
import dev.seaworthy.image.FactCodec;
import dev.seaworthy.image.FactSink;
import dev.seaworthy.image.FileContent;
import dev.seaworthy.image.FileRecord;
import dev.seaworthy.image.Interest;
import dev.seaworthy.inventory.archive.ArchiveBudget;
import dev.seaworthy.inventory.archive.ArchiveException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;

/// Looks for secrets in archives inside layers, and in archives inside those: zip with all that is
/// one (jar, war, wheel), tar and gzip. What an archive's limits don't allow is a gap.
final class ArchiveSecrets implements Analyser {

  static final AnalyserId ID = new AnalyserId("archive-secrets", 1);

  private static final String ZIP = "PK\u0003\u0004";
  private static final String GZIP = "\u001f\u008b\u0008";
  private static final String BZIP2 = "BZh";
  private static final String XZ = "\u00fd7zXZ\u0000";

  private final SecretEngine engine;

  ArchiveSecrets(SecretEngine engine) {
    this.engine = engine;
  }

  @Override
  public AnalyserId id() {
    return ID;
  }

  @Override
  public String dataVersion() {
    return engine.rules().digest() + " " + engine.key().id();
  }

  @Override
  public Interest interest() {
    return Interest.in(
        new Interest.Magic(ZIP, 22), new Interest.Magic(GZIP, 18), new Interest.Suffix(".tar"));
  }

  @Override
  public FactCodec codec() {
    return new SecretFactCodec();
  }

  /// Whether content that begins so is an archive, or packed so that nothing shows.
  static boolean isArchive(byte[] bytes, int offset, int length) {
    return begins(bytes, offset, length, ZIP)
        || begins(bytes, offset, length, GZIP)
        || begins(bytes, offset, length, BZIP2)
        || begins(bytes, offset, length, XZ)
        || isTar(bytes, offset, length);
  }

  static boolean isZip(byte[] bytes, int offset, int length) {
    return begins(bytes, offset, length, ZIP);
  }

  static boolean isGzip(byte[] bytes, int offset, int length) {
    return begins(bytes, offset, length, GZIP);
  }

  static boolean isTar(byte[] bytes, int offset, int length) {
    return length >= 263
        && bytes[offset + 257] == 'u'
        && bytes[offset + 258] == 's'
        && bytes[offset + 259] == 't'
        && bytes[offset + 260] == 'a'
        && bytes[offset + 261] == 'r';
  }

  private static boolean begins(byte[] bytes, int offset, int length, String magic) {
    if (length < magic.length()) {
      return false;
    }
    for (int i = 0; i < magic.length(); i++) {
      if ((bytes[offset + i] & 0xff) != magic.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void analyse(FileRecord file, FileContent content, FactSink sink) throws IOException {
    long start = System.nanoTime();
    ContentScan scan = engine.take();
    try {
      read(
          new ArchiveReading(engine, scan, new ArchiveBudget(sink.limits()), file.path(), sink),
          content);
    } catch (ArchiveException e) {
      sink.gap(e.code(), "", "archive-secrets: " + e.getMessage());
    } finally {
      engine.giveBack(scan);
      engine.count(content.size(), start);
    }
  }

  private static void read(ArchiveReading reading, FileContent content) throws IOException {
    byte[] head = new byte[512];
    int length;
    try (InputStream in = content.open()) {
      length = in.readNBytes(head, 0, head.length);
    }
    if (isZip(head, 0, length)) {
      try (SeekableByteChannel channel = content.channel()) {
        reading.zip(channel);
      }
    } else {
      try (InputStream in = content.open()) {
        reading.stream(in, "", 1);
      }
    }
  }

  /// Shows a name of an archive in a path.
  static String shown(String name) {
    return Text.visible(Text.shorten(name, (int) Limit.PATH_BYTES.defaultValue()));
  }
}
