package dev.seaworthy.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.signing.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What somebody who owns the disk can do to a ledger, each told by its own name.
class LedgerAttacksTest {

  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-22T09:00:00Z"));

  @TempDir Path folder;
  private Head head = new Head("", 0, Digest.sha256(new byte[0]), Instant.EPOCH);
  private Path file = Path.of("");
  private List<String> lines = new ArrayList<>();

  @BeforeEach
  void tenRecords() throws IOException {
    try (Ledger ledger = Ledger.openOrCreate(folder, "harbour-1", CLOCK)) {
      ledger.appendAll(IntStream.rangeClosed(1, 10).mapToObj(LedgerAttacksTest::entry).toList());
      head = ledger.head();
    }
    file = folder.resolve("records-0000000000000001.tsv");
    lines = new ArrayList<>(Files.readAllLines(file));
  }

  @Test
  void findsNothingWrongWithWhatNobodyTouched() throws IOException {
    Verification verification = verify(head);
    assertThat(verification.faults()).isEmpty();
    assertThat(verification.signed()).isEqualTo(10);
    assertThat(verification.last()).isEqualTo(head.digest());
  }

  @Test
  void namesAnAlteredRecord() throws IOException {
    lines.set(4, lines.get(4).replace("{\"number\":5}", "{\"number\":6}"));
    assertThat(verify(head).faults()).containsExactly(new LedgerFault.Altered(5));
    assertThat(verify().faults()).containsExactly(new LedgerFault.Altered(5));
  }

  @Test
  void namesARecordWhoseTimeOrLinkWasAltered() throws IOException {
    lines.set(2, lines.get(2).replace("09:00:00Z", "08:00:00Z"));
    lines.set(6, lines.get(6).replaceFirst("\t[0-9a-f]{64}\t", "\t" + "0".repeat(64) + "\t"));
    assertThat(verify(head).faults())
        .containsExactly(new LedgerFault.Altered(3), new LedgerFault.Altered(7));
  }

  @Test
  void namesTheFirstRecordWhenItWasAltered() throws IOException {
    lines.set(0, lines.get(0).replace("{\"number\":1}", "{\"number\":2}"));
    assertThat(verify().faults()).containsExactly(new LedgerFault.Altered(1));
  }

  /// Only a head that is kept elsewhere tells what happened to the last record.
  @Test
  void namesTheLastRecordByTheHead() throws IOException {
    lines.set(9, lines.get(9).replace("{\"number\":10}", "{\"number\":0}"));
    assertThat(verify(head).faults()).containsExactly(new LedgerFault.Rewritten(10));
  }

  @Test
  void namesRemovedRecords() throws IOException {
    lines.remove(7);
    lines.remove(3);
    lines.remove(2);
    assertThat(verify(head).faults())
        .containsExactly(new LedgerFault.Removed(3, 4), new LedgerFault.Removed(8, 8));
  }

  @Test
  void namesRecordsThatChangedPlaces() throws IOException {
    lines.add(5, lines.remove(7));
    assertThat(verify(head).faults())
        .containsExactly(new LedgerFault.Reordered(6), new LedgerFault.Reordered(7));
  }

  @Test
  void namesARecordThatIsThereTwice() throws IOException {
    lines.add(6, lines.get(2));
    assertThat(verify(head).faults()).containsExactly(new LedgerFault.Inserted(3));
  }

  @Test
  void namesARecordThatWasAppendedWithoutFollowing() throws IOException {
    lines.add(lines.get(9).replaceFirst("^10\t", "11\t"));
    assertThat(verify(head).faults()).containsExactly(new LedgerFault.Inserted(11));
  }

  /// Somebody who knows the format can append what fits: it is told as signed by nobody.
  @Test
  void tellsHowFarTheHeadReaches() throws IOException {
    String forged =
        new String(
            RecordLine.write(11, CLOCK.instant(), head.digest(), entry(11)),
            StandardCharsets.UTF_8);
    lines.add(forged);
    Verification verification = verify(head);
    assertThat(verification.faults()).isEmpty();
    assertThat(verification.records()).isEqualTo(11);
    assertThat(verification.signed()).isEqualTo(10);
  }

  @Test
  void namesATailThatWasCutOff() throws IOException {
    lines = lines.subList(0, 7);
    assertThat(verify().faults()).isEmpty();
    assertThat(verify(head).faults()).containsExactly(new LedgerFault.Truncated(7, 10));
  }

  @Test
  void namesALedgerThatWasEmptied() throws IOException {
    Files.delete(file);
    try (ExecutorService executor = Executors.newFixedThreadPool(2)) {
      assertThat(LedgerVerifier.verify(folder, List.of(head), executor).faults())
          .containsExactly(new LedgerFault.Truncated(0, 10));
    }
  }

  @Test
  void namesAChainThatWasMadeAnew() throws IOException {
    try (Ledger other = Ledger.openOrCreate(folder.resolve("other"), "harbour-1", CLOCK)) {
      other.appendAll(IntStream.rangeClosed(2, 12).mapToObj(LedgerAttacksTest::entry).toList());
    }
    lines = Files.readAllLines(folder.resolve("other/records-0000000000000001.tsv"));
    assertThat(verify().faults()).isEmpty();
    assertThat(verify(head).faults()).containsExactly(new LedgerFault.Rewritten(10));
  }

  @Test
  void namesTheHeadOfAnotherLedger() throws IOException {
    Head strange = new Head("harbour-2", 10, head.digest(), head.time());
    assertThat(verify(strange).faults()).containsExactly(new LedgerFault.StrangeHead("harbour-2"));
  }

  @Test
  void namesLinesThatAreNoRecords() throws IOException {
    lines.add(3, "nonsense");
    lines.add(5, "");
    lines.add("0\ta\tb\t" + "0".repeat(64) + "\t{}");
    assertThat(verify(head).faults()).hasSize(3).allMatch(LedgerFault.Unreadable.class::isInstance);
  }

  @Test
  void believesOnlyHeadsThatATrustedKeySigned() {
    SigningKey key = SigningKey.generate();
    byte[] signed = head.signed(key).toJson();
    assertThat(Head.verified(signed, List.of(key.verification()), "head", Limits.defaults()))
        .isEqualTo(head);
    assertThatThrownBy(() ->
            Head.verified(
                signed, List.of(SigningKey.generate().verification()), "head", Limits.defaults()))
        .isInstanceOf(SeaworthyException.class);
  }

  private Verification verify(Head... heads) throws IOException {
    Files.writeString(file, String.join("\n", lines) + "\n");
    try (ExecutorService executor = Executors.newFixedThreadPool(2)) {
      return LedgerVerifier.verify(folder, List.of(heads), executor);
    }
  }

  private static Entry entry(int number) {
    return new Entry("scan", new JsonBuilder().put("number", number).build());
  }
}
