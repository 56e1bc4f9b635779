package dev.seaworthy.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.testkit.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {

  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-22T09:00:00Z"));

  @TempDir Path folder;

  @Test
  void chainsRecordsByTheHashesOfTheirLines() throws IOException {
    try (Ledger ledger = open()) {
      LedgerRecord first = ledger.append(entry(1));
      LedgerRecord second = ledger.append(entry(2));

      assertThat(first.sequence()).isEqualTo(1);
      assertThat(first.previous()).isEqualTo(ledger.genesis());
      assertThat(second.previous()).isEqualTo(first.digest());
      List<String> lines = Files.readAllLines(folder.resolve("records-0000000000000001.tsv"));
      // By an implementation of SHA-256 that is none of ours.
      assertThat(Sha256.of(lines.getFirst())).isEqualTo(first.digest().toString());
      assertThat(lines.getFirst())
          .isEqualTo(
              "1\t2026-11-22T09:00:00Z\tscan\t" + ledger.genesis().hex() + "\t{\"number\":1}");
    }
  }

  @Test
  void readsTheRecordsOfSomeKindsWhileItFollowsTheChain() throws IOException {
    try (Ledger ledger = open()) {
      ledger.appendAll(IntStream.rangeClosed(1, 50).mapToObj(LedgerTest::entry).toList());
      ledger.append(new Entry("head", new JsonBuilder().put("number", 51).build()));
    }
    Path file = folder.resolve("records-0000000000000001.tsv");
    Files.writeString(file, "52\t2026-11-", StandardOpenOption.APPEND);
    List<Long> numbers = new ArrayList<>();
    LedgerReader.read(
        folder,
        Set.of("scan"),
        record -> numbers.add(record.payload().integer("number").orElseThrow()));
    assertThat(numbers).hasSize(50).startsWith(1L, 2L).endsWith(49L, 50L);

    Files.writeString(file, Files.readString(file).replace("{\"number\":7}", "{\"number\":8}"));
    assertThatThrownBy(() -> LedgerReader.read(folder, Set.of("head"), record -> {}))
        .isInstanceOfSatisfying(
            SeaworthyException.class,
            e -> {
              assertThat(e.code()).isEqualTo(LedgerError.BROKEN);
              assertThat(e).hasMessageContaining("record 8 ");
            });
  }

  /// Else whoever deletes one small file starts every clock anew.
  @Test
  void beginsNoLedgerAnewWhereRecordsLie() throws IOException {
    try (Ledger ledger = open()) {
      ledger.append(entry(1));
    }
    Files.delete(folder.resolve("ledger.json"));
    assertThat(Ledger.isIn(folder)).isTrue();
    assertThatThrownBy(LedgerTest.this::open)
        .isInstanceOfSatisfying(
            SeaworthyException.class,
            e -> assertThat(e.code()).isEqualTo(LedgerError.NOT_A_LEDGER));
  }

  @Test
  void beginsWhereAFirstTryLeftAnEmptyFolder() throws IOException {
    Files.createFile(folder.resolve(".new-1.json"));
    assertThat(Ledger.isIn(folder)).isFalse();
    try (Ledger ledger = open()) {
      assertThat(ledger.append(entry(1)).sequence()).isEqualTo(1);
    }
    assertThat(verify().isWhole()).isTrue();
  }

  @Test
  void goesOnWhereAnotherProcessStopped() {
    Digest last;
    try (Ledger ledger = open()) {
      last = ledger.appendAll(List.of(entry(1), entry(2), entry(3))).getLast().digest();
    }
    try (Ledger ledger = open()) {
      assertThat(ledger.append(entry(4)).previous()).isEqualTo(last);
      assertThat(ledger.head().sequence()).isEqualTo(4);
    }
    assertThat(verify().isWhole()).isTrue();
  }

  @Test
  void takesAwayARecordThatWasNeverAcknowledged() throws IOException {
    try (Ledger ledger = open()) {
      ledger.append(entry(1));
    }
    Files.writeString(
        folder.resolve("records-0000000000000001.tsv"),
        "2\t2026-11-22T09:00:00Z\tsc",
        StandardOpenOption.APPEND);
    Verification torn = verify();
    assertThat(torn.isWhole()).isTrue();
    assertThat(torn.tornBytes()).isEqualTo(25);

    try (Ledger ledger = open()) {
      assertThat(ledger.append(entry(2)).sequence()).isEqualTo(2);
    }
    assertThat(verify())
        .extracting(Verification::tornBytes, Verification::records)
        .containsExactly(0L, 2L);
  }

  @Test
  void startsANewFileOnceOneIsLong() throws IOException {
    String text = "x".repeat(1 << 20);
    List<Entry> entries =
        IntStream.range(0, 70)
            .mapToObj(i -> new Entry("scan", new JsonBuilder().put("text", text).build()))
            .toList();
    try (Ledger ledger = open()) {
      ledger.appendAll(entries);
      ledger.append(entry(1));
      ledger.append(entry(2));
    }
    assertThat(folder.resolve("records-0000000000000071.tsv")).exists();
    try (Ledger ledger = open()) {
      assertThat(ledger.append(entry(3)).sequence()).isEqualTo(73);
    }
    assertThat(verify())
        .extracting(Verification::isWhole, Verification::records)
        .containsExactly(true, 73L);
  }

  @Test
  void refusesToAppendToWhatIsNoChain() throws IOException {
    try (Ledger ledger = open()) {
      ledger.append(entry(1));
    }
    Files.writeString(
        folder.resolve("records-0000000000000001.tsv"), "nonsense\n", StandardOpenOption.APPEND);
    try (Ledger ledger = open()) {
      assertThatThrownBy(() -> ledger.append(entry(2)))
          .isInstanceOf(SeaworthyException.class)
          .extracting(e -> ((SeaworthyException) e).code())
          .isEqualTo(LedgerError.BROKEN);
    }
  }

  @Test
  void refusesARecordThatIsTooLargeAndRecordsNothingOfItsBatch() {
    Entry large = new Entry("scan", new JsonBuilder().put("text", "x".repeat(5 << 20)).build());
    try (Ledger ledger = open()) {
      assertThatThrownBy(() -> ledger.appendAll(List.of(entry(1), large)))
          .isInstanceOf(SeaworthyException.class)
          .extracting(e -> ((SeaworthyException) e).code())
          .isEqualTo(LedgerError.RECORD_TOO_LARGE);
      assertThat(ledger.head().sequence()).isZero();
    }
  }

  @Test
  void refusesADirectoryThatIsNone() {
    assertThatThrownBy(LedgerTest.this::verify)
        .isInstanceOf(SeaworthyException.class)
        .extracting(e -> ((SeaworthyException) e).code())
        .isEqualTo(LedgerError.NOT_A_LEDGER);
  }

  private Ledger open() {
    return Ledger.openOrCreate(folder, "harbour-1", CLOCK);
  }

  private Verification verify() {
    try (ExecutorService executor = Executors.newFixedThreadPool(2)) {
      return LedgerVerifier.verify(folder, List.of(), executor);
    }
  }

  private static Entry entry(int number) {
    return new Entry("scan", new JsonBuilder().put("number", number).build());
  }
}
