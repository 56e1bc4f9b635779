package dev.seaworthy.inspection.archive.hostile.hiddencontents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.ErrorCode;
import dev.seaworthy.base.Limits;
import dev.seaworthy.image.FileContent;
import dev.seaworthy.inspection.archive.ArchiveKind;
import dev.seaworthy.inspection.archive.ArchiveVisitor;
import dev.seaworthy.inspection.archive.ArchiveWalk;
import dev.seaworthy.inventory.archive.ArchiveBudget;
import dev.seaworthy.testkit.image.TarEntry;
import dev.seaworthy.testkit.image.TarWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Test;

class HiddenContentsTest {

  private static final byte[] HIDDEN = "hidden".getBytes(StandardCharsets.US_ASCII);

  /// Where what is hidden was seen, and where gaps are.
  private static List<String> seen(String path, byte[] file) throws IOException {
    List<String> seen = new ArrayList<>();
    ArchiveVisitor visitor =
        new ArchiveVisitor() {
          @Override
          public void visit(Content content) throws IOException {
            Inside inside = content.inside();
            if (inside != null) {
              inside.read(content.in());
            } else if (new String(content.in().readAllBytes(), StandardCharsets.ISO_8859_1)
                .contains("hidden")) {
              seen.add(content.nestedPath());
            }
          }

          @Override
          public void gap(ErrorCode code, String nestedPath, String detail) {
            seen.add(code.id() + nestedPath);
          }
        };
    byte[] head = Arrays.copyOf(file, Math.min(file.length, ArchiveKind.HEAD_BYTES));
    ArchiveKind kind = ArchiveKind.ofFile(path, file.length, head, 0, head.length);
    new ArchiveWalk(new ArchiveBudget(Limits.defaults()), visitor).read(kind, content(file));
    return seen;
  }

  private static FileContent content(byte[] bytes) {
    return new FileContent() {
      @Override
      public long size() {
        return bytes.length;
      }

      @Override
      public InputStream open() {
        return new ByteArrayInputStream(bytes);
      }

      @Override
      public SeekableByteChannel channel() {
        return new SeekableInMemoryByteChannel(bytes);
      }

      @Override
      public byte[] bytes() {
        return bytes.clone();
      }
    };
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }

  private static byte[] zip(String name, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      out.putNextEntry(new ZipEntry(name));
      out.write(content);
    }
    return bytes.toByteArray();
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  @Test
  void namesDoNotCount() throws IOException {
    byte[] tar = TarWriter.bytes(out -> out.file("a", HIDDEN));
    assertThat(seen("/a.zip", gzip(tar))).containsExactly("!/a");
    assertThat(seen("/a.jar", tar)).containsExactly("!/a");
    assertThat(seen("/a.gz", zip("a", HIDDEN))).containsExactly("!/a");
    assertThat(
            seen(
                "/run.jar",
                join("#!/bin/sh\n".getBytes(StandardCharsets.US_ASCII), zip("a", HIDDEN))))
        .contains("!/a");
  }

  @Test
  void endsDoNotCount() throws IOException {
    byte[] tar = TarWriter.bytes(out -> out.file("a", "a"));
    assertThat(seen("/a", join(gzip(tar), HIDDEN))).containsExactly("");
    assertThat(seen("/a", join(gzip(tar), gzip(HIDDEN)))).containsExactly("");
    assertThat(seen("/a", join(tar, HIDDEN))).containsExactly("");
    assertThat(seen("/a", join(join(gzip(tar), new byte[99]), zip("b", HIDDEN))))
        .containsExactly("!/b");
    assertThat(seen("/a", gzip(join(zip("a", tar), zip("b", HIDDEN)))))
        .contains("SW-INVENTORY-0106");
  }

  @Test
  void whatShouldHoldNothingIsLookedAt() throws IOException {
    byte[] link =
        TarWriter.bytes(out ->
            out.entry(TarEntry.hardLink("a", "b").claimingSize(HIDDEN.length))
                .raw(Arrays.copyOf(HIDDEN, 512)));
    assertThat(seen("/a", link)).containsExactly("!/a");
    assertThat(seen("/a", zip("a/", HIDDEN))).containsExactly("!/a/");
    assertThat(seen("/a", gzip(zip("a/", HIDDEN)))).containsExactly("!/a/");
    assertThat(seen("/a", gzip(zip("a/", new byte[0])))).isEmpty();
  }

  @Test
  void whatIsBrokenIsAGap() throws IOException {
    byte[] tar = TarWriter.bytes(out -> out.file("a", "a").file("b", HIDDEN));
    tar[1_024] ^= 1;
    assertThat(seen("/a", tar)).containsExactlyInAnyOrder("SW-INVENTORY-0106", "");
    byte[] zip = zip("a", HIDDEN);
    assertThat(seen("/a", Arrays.copyOf(zip, zip.length - 10)))
        .contains("SW-INVENTORY-0106", "!/a");
    byte[] gzip = gzip(HIDDEN);
    gzip[gzip.length - 5] ^= 1;
    assertThat(seen("/a", gzip)).contains("SW-INVENTORY-0106");
    assertThat(seen("/a", Arrays.copyOf(gzip, gzip.length - 6))).contains("SW-INVENTORY-0106");
  }
}
