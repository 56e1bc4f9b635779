package dev.seaworthy.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.base.Digest;
import dev.seaworthy.cli.process.Surroundings;
import dev.seaworthy.cli.process.Surroundings.Terminals;
import dev.seaworthy.signing.SigningKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// That nobody else writes a list between its reading and its writing.
class RevocationListTest {

  private static final Instant NOW = Instant.parse("2026-11-21T09:14:00Z");

  @TempDir Path home;

  @Test
  void isLockedFromTheReadingToTheWriting() throws IOException {
    Path file = home.resolve("revoked.json");
    SigningKey key = SigningKey.generate();
    RevocationList list =
        new RevocationList(file, List.of(key), _ -> List.of(key.verification()), surroundings());
    Digest one = digest("one");
    Digest two = digest("two");
    list.add(Map.of(one, "stolen"), NOW, _ -> {});
    AtomicInteger seen = new AtomicInteger();
    list.add(
        Map.of(two, "lost"),
        NOW,
        fresh -> {
          seen.incrementAndGet();
          // It was read, and isn't written yet.
          assertThat(fresh).containsExactly(two);
          assertThat(RevocationList.named(file, list.known())).containsExactly(one);
          assertThatThrownBy(this::takeLock).isInstanceOf(OverlappingFileLockException.class);
        });
    assertThat(seen).hasValue(1);
    assertThat(RevocationList.named(file, list.known())).containsExactlyInAnyOrder(one, two);
    takeLock();
  }

  /// The very lock that other processes wait for.
  private void takeLock() {
    try (FileChannel channel =
        FileChannel.open(home.resolve(".revoked.json.lock"), StandardOpenOption.WRITE)) {
      assertThat(channel.tryLock()).isNotNull();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Surroundings surroundings() {
    return new Surroundings(
        new ByteArrayOutputStream(),
        new ByteArrayOutputStream(),
        Map.of("HOME", home.toString()),
        InstantSource.fixed(NOW),
        Terminals.NONE,
        null);
  }

  private static Digest digest(String text) {
    return Digest.sha256(text.getBytes(StandardCharsets.UTF_8));
  }
}
