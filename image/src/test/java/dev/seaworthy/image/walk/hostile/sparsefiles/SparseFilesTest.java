package dev.seaworthy.image.walk.hostile.sparsefiles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.image.ImageFacts;
import dev.seaworthy.image.Interest;
import dev.seaworthy.image.walk.TextAnalyser;
import dev.seaworthy.image.walk.Walks;
import dev.seaworthy.image.walk.hostile.Hostile;
import dev.seaworthy.testkit.image.SparseFile;
import dev.seaworthy.testkit.image.SparseFile.Piece;
import dev.seaworthy.testkit.image.TarEntry;
import dev.seaworthy.testkit.image.TarWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SparseFilesTest {

  /// The forms in which GNU tar has written sparse files.
  enum Form {
    OLD_GNU {
      @Override
      void write(SparseFile file, TarWriter tar) throws IOException {
        // The writer stays in GNU's dialect, so it writes to one of its own.
        file.writeOldGnu(tar);
      }
    },
    PAX_00 {
      @Override
      void write(SparseFile file, TarWriter tar) throws IOException {
        file.writePax00(tar);
      }
    },
    PAX_01 {
      @Override
      void write(SparseFile file, TarWriter tar) throws IOException {
        file.writePax01(tar);
      }
    },
    PAX_10 {
      @Override
      void write(SparseFile file, TarWriter tar) throws IOException {
        file.writePax10(tar);
      }
    };

    abstract void write(SparseFile file, TarWriter tar) throws IOException;
  }

  private static String text(char letter) {
    return String.valueOf(letter).repeat(512);
  }

  @ParameterizedTest
  @EnumSource
  void holesReadAsZeros(Form form) throws IOException {
    List<Piece> pieces = new ArrayList<>();
    byte[] whole = new byte[200_000];
    for (int i = 0; i < 40; i++) {
      pieces.add(new Piece(i * 4_096L, text((char) ('a' + i % 26))));
      byte[] bytes = text((char) ('a' + i % 26)).getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(bytes, 0, whole, i * 4_096, 512);
    }

    ImageFacts facts =
        Hostile.walk(tar -> form.write(new SparseFile("s.txt", 200_000, pieces), tar));

    assertThat(facts.gaps()).isEmpty();
    assertThat(Walks.file(facts, "/s.txt").size()).isEqualTo(200_000);
    assertThat(Walks.file(facts, "/s.txt").sha256()).contains(Digest.sha256(whole));
    assertThat(Walks.texts(facts)).containsEntry("/s.txt", "a".repeat(60));
  }

  @ParameterizedTest
  @EnumSource
  void holesOfManyTerabytesAreNeverFilledIn(Form form) throws IOException {
    long size = 8L << 40;
    SparseFile file = new SparseFile("s.txt", size, List.of(new Piece(0, text('a'))));

    ImageFacts facts = Hostile.walk(tar -> form.write(file, tar));

    assertThat(Walks.file(facts, "/s.txt").size()).isEqualTo(size);
    assertThat(Walks.file(facts, "/s.txt").sha256()).isEmpty();
    assertThat(Hostile.gaps(facts, ImageError.FILE_TOO_LARGE))
        .containsExactly(
            "its holes have 8,796,093,021,696 bytes, more than are filled in for one layer"
                + " (limit metadata-bytes)");
  }

  @Test
  void manySmallSparseFilesShareOneBound() throws IOException {
    Limits limits = Limits.defaults().with(Limit.METADATA_BYTES, 100_000);

    ImageFacts facts =
        Hostile.walk(
            limits,
            tar -> {
              for (int i = 0; i < 5; i++) {
                new SparseFile("s%s.txt".formatted(i), 40_000, List.of()).writePax10(tar);
              }
            });

    assertThat(Hostile.gaps(facts, ImageError.FILE_TOO_LARGE)).hasSize(3);
    assertThat(Walks.texts(facts)).containsKeys("/s0.txt", "/s1.txt");
  }

  @Test
  void aLargeSparseFileInATemporaryFileReadsAsZerosToo() throws IOException {
    Limits limits = Limits.defaults().with(Limit.MEMORY_CONTENT_BYTES, 1_000);
    SparseFile file = new SparseFile("s.txt", 1_000_000, List.of(new Piece(512, text('z'))));

    ImageFacts facts = Hostile.walk(limits, file::writePax10);

    assertThat(Walks.texts(facts)).containsEntry("/s.txt", "\0".repeat(60));
    byte[] whole = new byte[1_000_000];
    System.arraycopy(text('z').getBytes(StandardCharsets.US_ASCII), 0, whole, 512, 512);
    assertThat(Walks.file(facts, "/s.txt").sha256()).contains(Digest.sha256(whole));
  }

  /// A map may begin with parts of no length, and parts may be of one byte: it is the file that
  /// counts, not how it was cut.
  @ParameterizedTest
  @EnumSource
  void contentIsRecognisedHoweverTheMapIsCut(Form form) throws IOException {
    TextAnalyser sharp = TextAnalyser.wanting(new Interest.Magic("#!/bin/s", 9));
    TextAnalyser late = TextAnalyser.named("late", new Interest.Magic("ustar", 257, 262));
    List<Piece> letters = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      letters.add(new Piece(i, "#!/bin/sh".substring(i, i + 1)));
    }
    ImageFacts facts =
        Walks.walk(
            Hostile.image(tar -> {
              List<Piece> empty = List.of(new Piece(0, ""), new Piece(0, "#!/bin/sh"));
              form.write(new SparseFile("empty-first", 9, empty), tar);
              form.write(new SparseFile("letters", 600, letters), tar);
              List<Piece> hole = List.of(new Piece(257, "usta"), new Piece(261, "r"));
              form.write(new SparseFile("hole-first", 262, hole), tar);
            }),
            Limits.defaults(),
            sharp,
            late);

    assertThat(facts.gaps()).isEmpty();
    assertThat(Walks.texts(facts)).containsOnlyKeys("/empty-first", "/letters", "/hole-first");
  }

  @Test
  void mapsThatMakeNoSenseAreGaps() throws IOException {
    ImageFacts facts =
        Hostile.walk(tar -> {
          new SparseFile(
                  "overlap", 4_096, List.of(new Piece(0, text('a')), new Piece(0, text('b'))))
              .writePax10(tar);
          new SparseFile("beyond", 600, List.of(new Piece(512, text('a')))).writePax10(tar);
          tar.entry(sparse("words", "GNU.sparse.map", "a,b"));
          tar.entry(sparse("odd", "GNU.sparse.map", "0,1,2"));
          tar.entry(sparse("negative", "GNU.sparse.map", "0,-1"));
          tar.entry(sparse("more", "GNU.sparse.map", "0,999"));
          tar.entry(
              TarEntry.file("count").pax("GNU.sparse.major", "1").pax("GNU.sparse.minor", "0"),
              "99999999999\n".getBytes(StandardCharsets.US_ASCII));
          tar.entry(
              TarEntry.file("none").pax("GNU.sparse.major", "1").pax("GNU.sparse.minor", "0"),
              new byte[512]);
          tar.entry(TarEntry.ofType('S', "not-gnu"));
        });

    assertThat(Hostile.gaps(facts, ImageError.BAD_ENTRY)).hasSize(9);
  }

  private static TarEntry sparse(String name, String key, String map) {
    return TarEntry.file(name).pax("GNU.sparse.size", "5000").pax(key, map);
  }
}
