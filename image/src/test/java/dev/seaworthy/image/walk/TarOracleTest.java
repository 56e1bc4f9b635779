package dev.seaworthy.image.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.Digest;
import dev.seaworthy.image.FileRecord;
import dev.seaworthy.image.FileRecord.Kind;
import dev.seaworthy.image.ImageFacts;
import dev.seaworthy.testkit.Samples;
import dev.seaworthy.testkit.image.Compression;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;

/// Random archives, as commons-compress writes and reads them.
class TarOracleTest {

  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz-_.\u00e4\u6f22\ud83d\ude00 ";
  private static final String PLAIN_LETTERS = "abcdefghijklmnopqrstuvwxyz-_ ";

  @Test
  void readsWhatCommonsCompressWrites() {
    Samples.check(
        150,
        samples -> {
          byte[] tar = archive(samples);
          List<FileRecord> wanted = asCommonsCompressReads(tar);

          ImageFacts facts = Walks.walk(TestImage.ofTars(Compression.NONE, tar));

          assertThat(facts.layers().getFirst().gaps()).isEmpty();
          assertThat(records(facts)).isEqualTo(wanted);
        });
  }

  private static List<FileRecord> records(ImageFacts facts) {
    List<FileRecord> records = new ArrayList<>();
    LayerTable table = (LayerTable) facts.layers().getFirst().files();
    for (int i = 0; i < table.size(); i++) {
      records.add(table.record(i));
    }
    return records;
  }

  private static byte[] archive(Samples samples) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(bytes, 512 * samples.between(1, 20), "UTF-8")) {
      boolean isPosix = samples.chance(0.5);
      tar.setLongFileMode(
          isPosix ? TarArchiveOutputStream.LONGFILE_POSIX : TarArchiveOutputStream.LONGFILE_GNU);
      tar.setBigNumberMode(
          isPosix ? TarArchiveOutputStream.BIGNUMBER_POSIX : TarArchiveOutputStream.BIGNUMBER_STAR);
      tar.setAddPaxHeadersForNonAsciiNames(isPosix);
      String letters = isPosix ? LETTERS : PLAIN_LETTERS;
      List<String> files = new ArrayList<>();
      int count = samples.between(0, 40);
      for (int i = 0; i < count; i++) {
        String name =
            i
                + "/"
                + samples.list(1, 12, s -> part(s, letters)).stream()
                    .reduce((left, right) -> left + "/" + right)
                    .orElseThrow();
        write(samples, tar, name, letters, files);
      }
    }
    return bytes.toByteArray();
  }

  private static String part(Samples samples, String letters) {
    String text = samples.text(1, samples.chance(0.1) ? 120 : 12, letters);
    String whole = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    return "p" + whole.replace('?', 'q');
  }

  private static void write(
      Samples samples, TarArchiveOutputStream tar, String name, String letters, List<String> files)
      throws IOException {
    byte type =
        samples.pick(
            List.of(
                TarConstants.LF_NORMAL,
                TarConstants.LF_NORMAL,
                TarConstants.LF_NORMAL,
                TarConstants.LF_DIR,
                TarConstants.LF_SYMLINK,
                TarConstants.LF_LINK,
                TarConstants.LF_FIFO,
                TarConstants.LF_CHR));
    if (type == TarConstants.LF_LINK && files.isEmpty()) {
      return;
    }
    TarArchiveEntry entry =
        new TarArchiveEntry(type == TarConstants.LF_DIR ? name + "/" : name, type);
    entry.setMode(samples.below(010000));
    entry.setUserId(samples.chance(0.1) ? 4_000_000_000L : samples.below(70_000));
    entry.setGroupId(samples.chance(0.1) ? 3_000_000_000L : samples.below(70_000));
    if (type == TarConstants.LF_SYMLINK) {
      entry.setLinkName(samples.text(1, samples.chance(0.2) ? 300 : 30, PLAIN_LETTERS + "/"));
    }
    if (type == TarConstants.LF_LINK) {
      entry.setLinkName(samples.pick(files));
    }
    byte[] content = new byte[0];
    if (type == TarConstants.LF_NORMAL) {
      content = samples.bytes(samples.below(samples.chance(0.1) ? 700_000 : 2_000));
      files.add(name);
    }
    entry.setSize(content.length);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  private static List<FileRecord> asCommonsCompressReads(byte[] tar) throws IOException {
    Map<String, FileRecord> files = new TreeMap<>();
    try (TarArchiveInputStream in =
        new TarArchiveInputStream(new ByteArrayInputStream(tar), "UTF-8")) {
      for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        byte[] content = in.readAllBytes();
        FileRecord file = record(entry, content, files);
        files.put(file.path(), file);
      }
    }
    return List.copyOf(files.values());
  }

  private static FileRecord record(
      TarArchiveEntry entry, byte[] content, Map<String, FileRecord> files) {
    String path = "/" + entry.getName().replaceAll("/$", "");
    boolean isFile = entry.isFile() && !entry.isLink();
    FileRecord target = entry.isLink() ? files.get("/" + entry.getLinkName()) : null;
    if (target != null) {
      return new FileRecord(
          path,
          Kind.HARD_LINK,
          target.mode(),
          target.uid(),
          target.gid(),
          target.size(),
          target.path(),
          target.sha256(),
          false);
    }
    return new FileRecord(
        path,
        kind(entry),
        entry.getMode() & 07777,
        // It reads ids beyond 31 bits as negative numbers.
        entry.getLongUserId() & 0xffff_ffffL,
        entry.getLongGroupId() & 0xffff_ffffL,
        isFile && kind(entry) == Kind.REGULAR ? content.length : 0,
        entry.isSymbolicLink() ? entry.getLinkName() : "",
        kind(entry) == Kind.REGULAR ? Optional.of(Digest.sha256(content)) : Optional.empty(),
        false);
  }

  private static Kind kind(TarArchiveEntry entry) {
    if (entry.isDirectory()) {
      return Kind.DIRECTORY;
    }
    if (entry.isSymbolicLink()) {
      return Kind.SYMLINK;
    }
    if (entry.isFIFO()) {
      return Kind.FIFO;
    }
    return entry.isCharacterDevice() ? Kind.DEVICE : Kind.REGULAR;
  }
}
