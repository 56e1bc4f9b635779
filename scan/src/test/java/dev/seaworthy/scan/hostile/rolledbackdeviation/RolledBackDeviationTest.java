package dev.seaworthy.scan.hostile.rolledbackdeviation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Limits;
import dev.seaworthy.certificate.Bound;
import dev.seaworthy.certificate.Certificate;
import dev.seaworthy.certificate.DatedDigest;
import dev.seaworthy.certificate.SignedCertificate;
import dev.seaworthy.ledger.LedgerReader;
import dev.seaworthy.rulebook.Rating;
import dev.seaworthy.scan.ScanLedger;
import dev.seaworthy.scan.ScanLedger.Known;
import dev.seaworthy.signing.Signer;
import dev.seaworthy.signing.SigningKey;
import dev.seaworthy.testkit.Folders;
import dev.seaworthy.verdict.AssetClass;
import dev.seaworthy.verdict.Deviation;
import dev.seaworthy.verdict.DeviationFile;
import dev.seaworthy.verdict.DeviationKind;
import dev.seaworthy.verdict.DeviationRequest;
import dev.seaworthy.verdict.DeviationStep;
import dev.seaworthy.verdict.Duty;
import dev.seaworthy.verdict.FindingId;
import dev.seaworthy.verdict.People;
import dev.seaworthy.verdict.Verdict.Outcome;
import dev.seaworthy.verdict.VerdictError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RolledBackDeviationTest {

  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final AssetClass CART = new AssetClass("", "registry.example/shop/cart:1.8");
  private static final Digest IMAGE = digest("image");
  private static final SigningKey ALICE = SigningKey.generate();
  private static final SigningKey BOB = SigningKey.generate();
  private static final People PEOPLE =
      new People(
          List.of(
              new People.Person("alice", ALICE.verification(), Set.of(Duty.REQUEST)),
              new People.Person("bob", BOB.verification(), Set.of(Duty.ENDORSE))));

  private final Path folder = Path.of("target", "rolled-back").toAbsolutePath();
  private final SigningKey key = SigningKey.generate();
  private final DeviationFile asked =
      new DeviationFile(request("FP-1"), List.of())
          .with(new DeviationStep.Requested("alice", NOW), ALICE);
  private final DeviationFile endorsed = asked.with(new DeviationStep.Endorsed("bob", NOW), BOB);
  private final DeviationFile withdrawn =
      endorsed.with(new DeviationStep.Withdrawn("alice", NOW), ALICE);

  @BeforeEach
  void empty() throws IOException {
    Folders.delete(folder);
  }

  @Test
  void noticesThatAWithdrawalWasTakenAway() {
    certify(endorsed);
    assertThat(held(key, endorsed).flawOrNull()).isNull();
    certify(withdrawn);
    assertThat(held(key, withdrawn).flawOrNull()).isNull();
    // With the index beside the ledger, and where no key lasts by the ledger itself.
    assertRolledBack(held(key, endorsed));
    assertRolledBack(held(null, endorsed));
    assertRolledBack(held(null, asked));
  }

  @Test
  void noticesAnotherEndInPlaceOfTheOneThatWasSeen() {
    certify(withdrawn);
    DeviationFile forked =
        endorsed.with(new DeviationStep.Endorsed("bob", NOW.plusSeconds(1)), BOB);
    assertRolledBack(held(key, forked));
    // What was rolled back isn't recorded, so that it doesn't count beside the true one.
    certify(forked);
    assertThat(held(key, withdrawn).flawOrNull()).isNull();
    DeviationFile anew =
        new DeviationFile(request("FP-2"), List.of())
            .with(new DeviationStep.Requested("alice", NOW), ALICE)
            .with(new DeviationStep.Endorsed("bob", NOW), BOB);
    assertThat(held(key, anew).flawOrNull()).isNull();
  }

  @Test
  void recordsEachStepOnce() {
    certify(endorsed);
    certify(endorsed);
    certify(withdrawn);
    List<String> heads = new ArrayList<>();
    LedgerReader.read(
        folder, Set.of("deviation"), record -> heads.add(record.payload().text("head")));
    assertThat(heads)
        .containsExactly(
            endorsed.envelopes().getLast().claimedDigest().toString(),
            withdrawn.envelopes().getLast().claimedDigest().toString());
  }

  private static void assertRolledBack(Deviation deviation) {
    assertThat(deviation.flawOrNull()).isNotNull();
    assertThat(deviation.flawOrNull().code()).isEqualTo(VerdictError.DEVIATION_ROLLED_BACK);
  }

  private Deviation held(@Nullable Signer signer, DeviationFile file) {
    List<Deviation> read = List.of(file.verified(PEOPLE, Limits.defaults()));
    return known(signer, read).held(read).getFirst();
  }

  private Known known(@Nullable Signer signer, List<Deviation> read) {
    return ScanLedger.known(folder, CART, IMAGE, List.of(), read, signer);
  }

  private void certify(DeviationFile file) {
    List<Deviation> read = List.of(file.verified(PEOPLE, Limits.defaults()));
    Known known = known(key, read);
    SignedCertificate signed =
        SignedCertificate.read(
            SignedCertificate.sign(certificate(), List.of(key)).toJson(),
            List.of(key.verification()),
            "cart.json",
            Limits.defaults());
    try (ScanLedger ledger = ScanLedger.openOrCreate(folder, "ledger", () -> NOW)) {
      ledger.record(signed, known, known.held(read));
    }
  }

  private static DeviationRequest request(String id) {
    return new DeviationRequest(
        id,
        DeviationKind.FALSE_POSITIVE,
        CART,
        FindingId.parse("swf1-00112233445566778899aabbccddeeff"),
        "CVE-2026-1111",
        List.of("pkg:deb/debian/openssl@3.0.1"),
        List.of(),
        List.of(),
        Rating.HIGH,
        null,
        "",
        "The code is never loaded.",
        "",
        List.of(),
        false,
        "alice",
        LocalDate.of(2027, 6, 30));
  }

  private static Certificate certificate() {
    return new Certificate(
        CART.name(),
        IMAGE,
        CART,
        Outcome.REFUSED,
        NOW,
        NOW,
        List.of(new Bound("scan-window", NOW.plus(Duration.ofDays(30)), "30 days from the scan")),
        "default@1",
        digest("policy"),
        List.of(new DatedDigest("advisories", digest("data"), NOW)),
        "seaworthy 0.1.0",
        Map.of(
            Rating.CRITICAL, 0,
            Rating.HIGH, 1,
            Rating.MODERATE, 0,
            Rating.LOW, 0,
            Rating.NONE, 0,
            Rating.UNRATED, 0),
        1,
        List.of(),
        null,
        List.of(),
        null,
        "",
        "ed25519",
        false,
        null,
        List.of());
  }

  private static Digest digest(String text) {
    return Digest.sha256(text.getBytes(StandardCharsets.UTF_8));
  }
}
