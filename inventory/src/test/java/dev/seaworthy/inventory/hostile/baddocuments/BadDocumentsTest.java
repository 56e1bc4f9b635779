package dev.seaworthy.inventory.hostile.baddocuments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.inventory.hostile.HostileImage;
import dev.seaworthy.testkit.image.TarEntry;
import dev.seaworthy.testkit.image.TarWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class BadDocumentsTest {

  private static final List<String> JSON =
      List.of(
          "srv/app/package-lock.json",
          "srv/app/Pipfile.lock",
          "srv/app/composer.lock",
          "srv/app/packages.lock.json",
          "srv/node_modules/evil/package.json");
  private static final List<String> YAML =
      List.of("srv/app/pnpm-lock.yaml", "srv/app/pubspec.lock");
  private static final List<String> TOML =
      List.of("srv/app/Cargo.lock", "srv/app/poetry.lock", "srv/app/Manifest.toml");

  private static void assertEachIsAGap(List<String> paths, String document) throws IOException {
    HostileImage.Result result =
        HostileImage.read(tar -> {
          for (String path : paths) {
            tar.file(path, document);
          }
        });

    for (String path : paths) {
      assertThat(result.gapsAt("/" + path)).as(path).isNotEmpty();
    }
    assertThat(result.others()).isEmpty();
  }

  @Test
  void jsonAMillionLevelsDeep() throws IOException {
    assertEachIsAGap(JSON, "{\"packages\":" + "[".repeat(1_000_000));
  }

  @Test
  void jsonThatNamesAMemberTwice() throws IOException {
    assertEachIsAGap(JSON, "{\"name\":\"a\",\"name\":\"b\",\"version\":\"1\",\"packages\":{}}");
  }

  @Test
  void yamlAMillionLevelsDeep() throws IOException {
    assertEachIsAGap(YAML, "packages: " + "[".repeat(1_000_000));
  }

  @Test
  void yamlThatUnfoldsByAliases() throws IOException {
    StringBuilder document = new StringBuilder("a0: &a0 [x]\n");
    for (int i = 1; i < 30; i++) {
      String before = "*a" + (i - 1);
      String ten = String.join(",", java.util.Collections.nCopies(10, before));
      document.append("a%s: &a%s [%s]\n".formatted(i, i, ten));
    }
    assertEachIsAGap(YAML, document.toString());
  }

  @Test
  void tomlAMillionLevelsDeep() throws IOException {
    assertEachIsAGap(TOML, "package = " + "[".repeat(1_000_000));
  }

  /// Sixty megabytes each of the shortest values, which take ten times as much as objects.
  @Test
  void moreSmallValuesThanMemoryHolds() throws IOException {
    List<String> asOneTree =
        List.of("srv/app/package-lock.json", "srv/app/Cargo.lock", "srv/app/pnpm-lock.yaml");
    HostileImage.Result result =
        HostileImage.read(tar -> {
          for (String path : asOneTree) {
            repeat(tar, path, "{\"a\":[", "[],\n");
          }
          repeat(tar, "var/lib/dpkg/status.d/evil", "Package:", " x\n");
        });

    for (String path : asOneTree) {
      assertThat(result.gapsAt("/" + path))
          .as(path)
          .singleElement()
          .asString()
          .contains("SW-IMAGE-0100 ", "at most 1500000 are read of such a file");
    }
    assertThat(result.gapsAt("/var/lib/dpkg/status.d/evil")).isNotEmpty();
    assertThat(result.others()).isEmpty();
  }

  private static void repeat(TarWriter tar, String path, String start, String unit)
      throws IOException {
    byte[] first = start.getBytes(StandardCharsets.UTF_8);
    byte[] piece = unit.repeat(1_000).getBytes(StandardCharsets.UTF_8);
    long length = first.length + 15_000L * piece.length;
    tar.entry(TarEntry.file(path), length, new Repeating(first, piece, length));
  }

  /// One text and then another again and again.
  private static final class Repeating extends InputStream {
    private final byte[] first;
    private final byte[] piece;
    private final long length;
    private long position;

    Repeating(byte[] first, byte[] piece, long length) {
      this.first = first;
      this.piece = piece;
      this.length = length;
    }

    @Override
    public int read(byte[] target, int offset, int count) {
      if (position >= first.length) {
        int part = (int) Math.min(count, length - position);
        for (int i = 0; i < part; i++) {
          target[offset + i] = piece[(int) ((position - first.length + i) % piece.length)];
        }
        position += part;
        return part == 0 ? -1 : part;
      }
      int value = read();
      target[offset] = (byte) value;
      return value < 0 ? -1 : 1;
    }

    @Override
    public int read() {
      if (position == length) {
        return -1;
      }
      long at = position++;
      return at < first.length
          ? first[(int) at]
          : piece[(int) ((at - first.length) % piece.length)];
    }
  }
}
