package dev.seaworthy.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.signing.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An index makes looking up faster and changes nothing of what is found, whatever is done to it.
class LedgerIndexTest {

  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-22T09:00:00Z"));
  private static final int RECORDS = 6_000;
  private static final Keying SHIPS =
      new Keying("ships-1", Set.of("call"), record -> record.payload().text("ship"));

  /// As somebody would have it who wants nothing found.
  private static final Keying HIDING = new Keying("ships-1", Set.of("call"), _ -> "nothing");

  private final SigningKey key = SigningKey.generate();
  @TempDir Path folder;

  @BeforeEach
  void callsOfTwentyShips() {
    append(folder, 1, RECORDS);
  }

  @Test
  void findsInTheFileAndBehindItWhatReadingFinds() {
    assertThat(numbers("ship 7")).isEqualTo(read("ship 7")).hasSize(300);
    assertThat(indexed()).isEqualTo(RECORDS);
    append(folder, RECORDS + 1, 20);
    assertThat(indexed()).isEqualTo(RECORDS);
    assertThat(numbers("ship 7")).isEqualTo(read("ship 7")).hasSize(301);
    append(folder, RECORDS + 21, 5_000);
    assertThat(numbers("ship 7")).isEqualTo(read("ship 7")).hasSize(551);
    assertThat(indexed()).isEqualTo(RECORDS + 5_020);
    assertThat(numbers("ship 20")).isEmpty();
  }

  @Test
  void takesNoFileForAFewRecords(@TempDir Path small) {
    append(small, 1, 50);
    try (LedgerIndex index = LedgerIndex.open(small, SHIPS, key)) {
      assertThat(index.indexed()).isZero();
    }
    assertThat(file(small)).doesNotExist();
  }

  /// Whoever hides a record in an index makes a deadline later; without our key nobody does.
  @Test
  void believesNoIndexThatAnotherKeySigned() throws IOException {
    SigningKey other = SigningKey.generate();
    LedgerIndex.open(folder, HIDING, other).close();
    Files.copy(file(folder, "ships-1", other), file(folder));
    assertThat(numbers("ship 7")).isEqualTo(read("ship 7")).hasSize(300);
  }

  @Test
  void eachOfTwoSignersKeepsItsOwn() throws IOException {
    SigningKey other = SigningKey.generate();
    numbers("ship 7");
    LedgerIndex.open(folder, SHIPS, other).close();
    byte[] ours = Files.readAllBytes(file(folder));
    byte[] others = Files.readAllBytes(file(folder, "ships-1", other));
    assertThat(numbers("ship 7")).hasSize(300);
    LedgerIndex.open(folder, SHIPS, other).close();
    assertThat(file(folder)).hasBinaryContent(ours);
    assertThat(file(folder, "ships-1", other)).hasBinaryContent(others);
  }

  @Test
  void keepsTheIndexesOfThoseWhoWroteLast() throws IOException {
    List<Path> written = new ArrayList<>();
    for (int i = 0; i < LedgerFiles.INDEXES_MAX + 2; i++) {
      SigningKey signer = SigningKey.generate();
      LedgerIndex.open(folder, SHIPS, signer).close();
      Path file = file(folder, "ships-1", signer);
      assertThat(file).exists();
      Files.setLastModifiedTime(file, FileTime.from(CLOCK.instant().plusSeconds(i)));
      written.add(file);
    }
    LedgerIndex.open(folder, new Keying("hiding-1", HIDING.kinds(), HIDING.key()), key).close();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.filter(file -> file.getFileName().toString().startsWith("index-ships-1-")))
          .containsExactlyInAnyOrderElementsOf(written.subList(2, written.size()));
    }
    assertThat(file(folder, "hiding-1", key)).exists();
  }

  @Test
  void believesNoIndexOfAnotherLedgerOrAnotherWay(@TempDir Path other) throws IOException {
    try (Ledger ledger = Ledger.openOrCreate(other, "harbour-2", CLOCK)) {
      ledger.appendAll(entries(1, RECORDS));
    }
    LedgerIndex.open(other, HIDING, key).close();
    Files.copy(file(other), file(folder));
    assertThat(numbers("ship 7")).isEqualTo(read("ship 7"));

    Keying second = new Keying("hiding-1", HIDING.kinds(), HIDING.key());
    LedgerIndex.open(folder, second, key).close();
    Files.delete(file(folder));
    Files.copy(file(folder, "hiding-1", key), file(folder));
    assertThat(numbers("ship 7")).isEqualTo(read("ship 7"));
  }

  @Test
  void findsTheSameWhateverIsChangedInTheFile() throws IOException {
    List<Long> expected = numbers("ship 7");
    byte[] whole = Files.readAllBytes(file(folder));
    for (int i = 0; i < 24; i++) {
      byte[] changed = whole.clone();
      changed[(int) ((long) i * (whole.length - 1) / 23)] ^= 0x10;
      Files.write(file(folder), changed);
      assertThat(numbers("ship 7")).as("change %s", i).isEqualTo(expected);
      assertThat(numbers("ship 3")).as("change %s", i).isEqualTo(read("ship 3"));
    }
    for (int length = 0; length < whole.length; length += whole.length / 6) {
      Files.write(file(folder), Arrays.copyOf(whole, length));
      assertThat(numbers("ship 7")).as("cut at %s", length).isEqualTo(expected);
    }
  }

  @Test
  void anOlderIndexHidesNothing() throws IOException {
    numbers("ship 7");
    byte[] old = Files.readAllBytes(file(folder));
    append(folder, RECORDS + 1, 10_000);
    numbers("ship 7");
    Files.write(file(folder), old);
    assertThat(numbers("ship 7")).isEqualTo(read("ship 7")).hasSize(800);
  }

  @Test
  void refusesALedgerWhoseTailWasCutOffBeforeTheIndexEnds() throws IOException {
    numbers("ship 7");
    List<String> lines = Files.readAllLines(records(folder));
    Files.write(records(folder), lines.subList(0, 4_500));
    assertBroken("remove the index");
  }

  @Test
  void refusesALedgerThatWasMadeAnew(@TempDir Path other) throws IOException {
    numbers("ship 7");
    try (Ledger ledger = Ledger.openOrCreate(other, "harbour-1", CLOCK)) {
      ledger.appendAll(entries(2, RECORDS));
    }
    Files.copy(records(other), records(folder), StandardCopyOption.REPLACE_EXISTING);
    assertBroken(file(folder).getFileName() + " was signed");
  }

  @Test
  void refusesARecordThatWasChanged() throws IOException {
    numbers("ship 7");
    String text = Files.readString(records(folder));
    Files.writeString(records(folder), text.replace("{\"number\":7,\"", "{\"number\":8,\""));
    assertBroken("records-0000000000000001.tsv");
    assertThat(numbers("ship 3")).as("of which nothing was changed").hasSize(300);
  }

  private void assertBroken(String words) {
    assertThatThrownBy(() -> numbers("ship 7"))
        .isInstanceOfSatisfying(
            SeaworthyException.class, e -> assertThat(e.code()).isEqualTo(LedgerError.BROKEN))
        .hasMessageContaining(words);
  }

  private Path file(Path folder) {
    return file(folder, "ships-1", key);
  }

  private static Path file(Path folder, String keying, SigningKey signer) {
    String id = signer.verification().id().hex();
    return folder.resolve("index-%s-%s.bin".formatted(keying, id.substring(0, 16)));
  }

  private static Path records(Path folder) {
    return folder.resolve("records-0000000000000001.tsv");
  }

  private long indexed() {
    try (LedgerIndex index = LedgerIndex.open(folder, SHIPS, key)) {
      return index.indexed();
    }
  }

  private List<Long> numbers(String ship) {
    List<Long> numbers = new ArrayList<>();
    try (LedgerIndex index = LedgerIndex.open(folder, SHIPS, key)) {
      index.records(Set.of(ship), record -> numbers.add(number(record)));
    }
    return numbers;
  }

  private List<Long> read(String ship) {
    List<Long> numbers = new ArrayList<>();
    LedgerReader.read(
        folder,
        Set.of("call"),
        record -> {
          if (record.payload().text("ship").equals(ship)) {
            numbers.add(number(record));
          }
        });
    return numbers;
  }

  private static long number(LedgerRecord record) {
    return record.payload().integer("number").orElseThrow();
  }

  private static void append(Path folder, int from, int count) {
    try (Ledger ledger = Ledger.openOrCreate(folder, "harbour-1", CLOCK)) {
      ledger.appendAll(entries(from, count));
    }
  }

  private static List<Entry> entries(int from, int count) {
    return IntStream.range(from, from + count)
        .mapToObj(i ->
            new Entry(
                "call", new JsonBuilder().put("number", i).put("ship", "ship " + i % 20).build()))
        .toList();
  }
}
