package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.cli.Terminal.Outcome;
import dev.seaworthy.testkit.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What was decided last stands, and what says more than that is taken back.
class LatestDecisionTest extends Reevaluating {

  LatestDecisionTest() {
    super("latest-decision");
  }

  /// A scan each day leaves a certificate behind, and each of them opens gates.
  @Test
  void everyCertificateOfARefusedImageIsTakenBack() throws IOException {
    certify("4.6.0");
    String image = cart.digest();
    Path first = Files.move(certificate, home.resolve("first.json"));
    certifyAt("2026-11-22T09:14:00Z");
    Path list = home.resolve("revoked.json");
    String db = newer("4.7.0") + "";

    Outcome unlisted = at(LATER, "reevaluate", "--all", "--db", db, "-o", "json");
    assertThat(unlisted.exitCode()).as(unlisted.transcript()).isEqualTo(1);
    assertThat(unlisted.err()).contains("2 certificates say more than is so");
    assertThat(ReportSchema.faultsOfReevaluation(unlisted.out())).isEmpty();
    // The refusal is the latest now, and the hint works all the same.
    Outcome again = at(LATER, "reevaluate", "--all", "--db", db, "--revocations", list + "");
    assertThat(again.out()).contains("still refused").contains("2 others are taken back");
    for (Path old : List.of(first, certificate)) {
      assertThat(at(LATER, "verify", "--image", image, "--revocations", list + "", old + "").out())
          .contains("SW-CERTIFICATE-0006");
    }
    assertThat(at(LATER, "reevaluate", "--all", "--db", db, "--revocations", list + "").out())
        .contains("still refused")
        .doesNotContain("taken back");
  }

  /// What holds no longer than the decision now says nothing that isn't so.
  @Test
  void takesBackWhatEndsLaterThanTheOneThatWasShortened() throws IOException {
    certify("4.6.0");
    Path first = Files.move(certificate, home.resolve("first.json"));
    certifyAt("2026-11-22T09:14:00Z", "--policy", shortWindow() + "");
    Path list = home.resolve("revoked.json");
    Outcome again =
        at(LATER, "reevaluate", "--all", "--db", newer("4.6.0") + "", "--revocations", list + "");
    assertThat(again.exitCode()).as(again.transcript()).isZero();
    String statement = ReportSchema.statement(list);
    assertThat(statement).contains(digest(first)).doesNotContain(digest(certificate));
  }

  /// A refusal isn't undone by holding the certificate before it against milder data.
  @Test
  void anOlderCertificateDoesNotTakeThePlaceOfALaterDecision() throws IOException {
    certify("4.6.0");
    String milder = newer("4.6.0") + "";
    at(LATER, "reevaluate", "--db", newer("4.7.0") + "", CartImage.NAME);
    long kept = files();
    Path next = home.resolve("next.json");
    String[] older = {
      "reevaluate", "--db", milder, "--out", next + "", "-o", "json", certificate + ""
    };
    String later = "2026-11-25T13:00:00Z";
    Outcome again = at(later, older);
    assertThat(again.exitCode()).as(again.transcript()).isEqualTo(1);
    assertThat(ReportSchema.faultsOfReevaluation(again.out())).isEmpty();
    assertThat(again.out())
        .contains("\"not-judged\"")
        .contains("a later decision on this image stands: refused at " + LATER)
        .contains("SW-CERTIFICATE-0036");
    assertThat(again.err()).contains("1 certificate says more than is so");
    assertThat(next).doesNotExist();
    assertThat(files()).isEqualTo(kept);

    // Either of the two remembers.
    List<String> unrecorded = new ArrayList<>(List.of(older));
    unrecorded.addAll(List.of("--ledger", "none"));
    String[] withoutLedger = unrecorded.toArray(String[]::new);
    assertThat(at(later, withoutLedger).out()).contains("SW-CERTIFICATE-0036");
    Folders.delete(store.resolve("certificates"));
    assertThat(at(later, older).out()).contains("SW-CERTIFICATE-0036");
    assertThat(at(later, withoutLedger).out()).contains("\"unchanged\"");
  }

  /// And a scan isn't undone by what was decided before it.
  @Test
  void anOlderCertificateIsNotDecidedAgainAfterAScan() throws IOException {
    certify("4.6.0");
    Path first = Files.move(certificate, home.resolve("first.json"));
    certifyAt("2026-11-22T09:14:00Z");
    String db = newer("4.7.0") + "";
    Path list = home.resolve("revoked.json");
    Outcome older = at(LATER, "reevaluate", "--db", db, "--revocations", list + "", first + "");
    assertThat(older.exitCode()).as(older.transcript()).isEqualTo(1);
    assertThat(older.out().replaceAll("\\s+", " "))
        .contains("not judged")
        .contains("stands: cleared at 2026-11-22T09:14:00Z")
        .contains("SW-CERTIFICATE-0036");
    assertThat(list).doesNotExist();
    assertThat(at(LATER, "reevaluate", "--db", db, certificate + "").out()).contains("refused now");
  }
}
