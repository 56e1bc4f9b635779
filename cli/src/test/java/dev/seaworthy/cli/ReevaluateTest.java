package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.cli.Terminal.Outcome;
import dev.seaworthy.testkit.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

/// From a certificate to the next one without the image, and back to the same one.
class ReevaluateTest extends Reevaluating {

  ReevaluateTest() {
    super("reevaluate");
  }

  @Test
  void aFlawThatIsPublishedLaterRefusesWithoutTheImage() throws IOException {
    certify("4.6.0");
    String image = cart.digest();
    Folders.delete(home.resolve("cart"));
    Path next = home.resolve("next.json");
    Path list = home.resolve("revoked.json");

    Outcome again =
        at(
            LATER,
            "reevaluate",
            "--db",
            newer("4.7.0") + "",
            "--out",
            next + "",
            "--revocations",
            list + "",
            CartImage.NAME);
    assertThat(again.exitCode()).as(again.transcript()).isEqualTo(1);
    assertThat(again.out())
        .startsWith("registry.example/shop/cart:1.8  refused now  CVE-2026-0001")
        .contains("the one before is taken back")
        .contains("1  refused now");
    assertThat(again.out().lines()).allMatch(line -> line.length() <= 80);

    Outcome gate = at(LATER, "verify", "--image", image, next + "");
    assertThat(gate.exitCode()).isEqualTo(1);
    assertThat(gate.out()).contains("SW-CERTIFICATE-0005");
    assertThat(at(LATER, "verify", "--image", image, "--newest", next + "", certificate + "").out())
        .contains("SW-CERTIFICATE-0007");
    assertThat(
            at(LATER, "verify", "--image", image, "--revocations", list + "", certificate + "")
                .out())
        .contains("SW-CERTIFICATE-0006")
        .contains("refused now, CVE-2026-0001");
    // Who looked when is told: the image at the scan, the data now; the flaw's clock starts now.
    assertThat(payload(next))
        .contains("\"surveyedAt\":\"" + SCANNED)
        .contains("\"at\":\"" + LATER)
        .contains("\"firstDetected\":\"" + LATER);

    // What was taken back is never the start of another one.
    Outcome revived = at(LATER, "reevaluate", "--db", cart.database() + "", certificate + "");
    assertThat(revived.exitCode()).isEqualTo(1);
    assertThat(revived.out()).contains("not judged").contains("it was taken back");
  }

  @Test
  void newerDataDoNotLengthenWhatNobodyAccepted() throws IOException {
    certify("4.6.0");
    long kept = files();
    Outcome again = at(LATER, "reevaluate", "--all", "--db", newer("4.6.0") + "", "--details");
    assertThat(again.exitCode()).as(again.transcript()).isZero();
    // Data of the 24th would allow until December.
    assertThat(again.out()).contains("unchanged  holds through 2026-11-27T00:00:00Z");
    assertThat(files()).as("a certificate that says nothing new").isEqualTo(kept + 1);

    Outcome late =
        at("2026-11-28T00:00:00Z", "reevaluate", "--db", newer("4.6.0") + "", certificate + "");
    assertThat(late.exitCode()).isEqualTo(1);
    assertThat(late.out()).contains("not judged").contains("ended at 2026-11-27");
    Outcome all = at("2026-11-28T00:00:00Z", "reevaluate", "--all", "--db", newer("4.6.0") + "");
    assertThat(all.exitCode()).isZero();
    assertThat(all.out()).isEqualTo("        1  ended before, left out\n");
  }

  @Test
  void whatSomebodyAcceptedMovesTheWindowOfPackagesAlone() throws IOException {
    Path policy = policy("refuseSeen: {}", "until: 2027-11-01");
    certify("4.6.0", "--policy", policy + "");
    Path next = home.resolve("next.json");
    Outcome again =
        at(LATER, "reevaluate", "--db", newer("4.6.0") + "", "--out", next + "", CartImage.NAME);
    assertThat(again.exitCode()).as(again.transcript()).isZero();
    assertThat(again.out()).contains("extended").contains("holds through 2026-12-01T00:00:00Z");
    assertThat(payload(next))
        .contains("\"acceptedBy\":\"A. Official\"")
        .contains("\"surveyedAt\":\"" + SCANNED)
        .contains("720 hours from the re-evaluation at " + LATER);
    assertThat(at(LATER, "verify", "--image", cart.digest(), next + "").out())
        .startsWith("CLEARED")
        .contains("scanned " + SCANNED)
        .contains("decided on its stored inventory " + LATER);
    assertThat(at(LATER, "replay", "--db", newer("4.6.0") + "", next + "").out())
        .startsWith("SAME");

    Outcome over = at("2027-11-02T00:00:00Z", "reevaluate", "--db", newer("4.6.0") + "", next + "");
    assertThat(over.exitCode()).isEqualTo(1);
    assertThat(over.out()).contains("ended at 2026-12-01");
  }

  /// Nobody has looked for secrets again.
  @Test
  void inspectionsKeepTheWindowOfTheScan() throws IOException {
    Path policy = policy("refuseSeen: {secret: high}", "until: 2027-11-01");
    certify("4.6.0", "--policy", policy + "");
    Path next = home.resolve("next.json");
    String december = "2026-12-15T00:00:00Z";
    assertThat(
            at(
                    december,
                    "reevaluate",
                    "--db",
                    dated("4.6.0", "2026-12-14") + "",
                    "--out",
                    next + "",
                    certificate + "")
                .out())
        .contains("extended")
        .contains("holds through 2026-12-21T00:00:00Z");
    Outcome over =
        at(
            "2026-12-21T12:00:00Z",
            "reevaluate",
            "--db",
            dated("4.6.0", "2026-12-20") + "",
            next + "");
    // 30 times 24 hours after the scan.
    assertThat(over.exitCode()).isEqualTo(1);
    assertThat(over.out()).contains("scan again").contains("720 hours from the scan at " + SCANNED);
  }

  @Test
  void aRefusalIsNotClearedWithoutAScan() throws IOException {
    Outcome refused = certify("4.5.6");
    assertThat(refused.exitCode()).isEqualTo(1);
    Outcome again = at(LATER, "reevaluate", "--all", "--db", newer("4.0.0") + "");
    assertThat(again.exitCode()).as(again.transcript()).isEqualTo(1);
    assertThat(again.out()).contains("scan again");
  }

  @Test
  void asksNoLessThanTheCertificateDid() throws IOException {
    certify("4.6.0");
    Outcome weaker =
        at(LATER, "reevaluate", "--db", newer("4.6.0") + "", "--policy", "advise", CartImage.NAME);
    assertThat(weaker.exitCode()).isEqualTo(1);
    assertThat(weaker.out()).contains("SW-CERTIFICATE-0033").contains("mode");
    Outcome older =
        at(LATER, "reevaluate", "--db", dated("4.6.0", "2026-11-19") + "", CartImage.NAME);
    assertThat(older.out()).contains("SW-CERTIFICATE-0034");

    String db = cart.database() + "";
    at(LATER, "certify", cart.image("4.6.0"), "--db", db, "--out", certificate + "");
    Outcome past = at(SCANNED, "reevaluate", "--db", db, certificate + "");
    assertThat(past.exitCode()).isEqualTo(1);
    assertThat(past.out()).contains("SW-CERTIFICATE-0004");
  }

  @Test
  void replaysACertificateToTheByte() throws IOException {
    certify("4.5.6", "--inspect", "secret,check");
    Folders.delete(home.resolve("cart"));
    String db = cart.database() + "";
    Outcome same = at(LATER, "replay", "--db", db, certificate + "");
    assertThat(same.exitCode()).as(same.transcript()).isZero();
    assertThat(same.out())
        .isEqualTo("SAME  registry.example/shop/cart:1.8  REFUSED at " + SCANNED + "\n");

    Outcome absent = at(LATER, "replay", certificate + "");
    assertThat(absent.exitCode()).isGreaterThan(1);
    assertThat(absent.err()).contains("no advisory database sha256:");
    Outcome other = at(LATER, "replay", "--db", newer("4.7.0") + "", certificate + "");
    assertThat(other.exitCode()).isEqualTo(2);
    assertThat(other.err()).contains("SW-CERTIFICATE-0030").contains("rests on the advisory data");
  }

  @Test
  void believesNothingThatIsNotWhatItsNameSays() throws IOException {
    certify("4.6.0");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(store)))
        .isEqualTo("rwx------");
    Path inventory = object("inventory");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(inventory)))
        .isEqualTo("rw-------");
    String whole = Files.readString(inventory);
    Files.writeString(inventory, whole.replace("4.6.0", "9.9.9"));
    String[] words = {"reevaluate", "--db", newer("4.7.0") + "", CartImage.NAME};
    // Where lines end depends on how long the path of the home is.
    assertThat(at(LATER, words).out().replaceAll("\\s+", " "))
        .contains("SW-CERTIFICATE-0031")
        .contains("isn't what its name says");
    assertThat(at(LATER, "replay", CartImage.NAME).err()).contains("SW-CERTIFICATE-0031");
    Files.delete(inventory);
    assertThat(at(LATER, words).out()).contains("SW-CERTIFICATE-0030");
    Files.writeString(inventory, whole);
    assertThat(at(LATER, words).out()).contains("refused now");

    Files.setPosixFilePermissions(store, PosixFilePermissions.fromString("rwxrwx---"));
    assertThat(at(LATER, words).err()).contains("SW-CERTIFICATE-0032");
  }

  @Test
  void keepsNothingWhereNothingIsToBeKept() throws IOException {
    certify("4.6.0", "--store", "none");
    assertThat(store).doesNotExist();
    assertThat(at(LATER, "reevaluate", "--db", newer("4.6.0") + "", certificate + "").out())
        .contains("SW-CERTIFICATE-0030")
        .contains("made without a store");
  }

  @Test
  void tellsProgramsWhatChanged() throws IOException {
    certify("4.6.0");
    Files.writeString(store.resolve("certificates/" + "0".repeat(64) + ".json"), "{}");
    Outcome json = at(LATER, "reevaluate", "--all", "-o", "json", "--db", newer("4.7.0") + "");
    assertThat(json.exitCode()).isEqualTo(1);
    assertThat(ReportSchema.faultsOfReevaluation(json.out())).isEmpty();
    assertThat(json.out()).contains("\"refused\"").contains("\"not-judged\"");
    assertThat(json.err()).contains("--revocations FILE");
    String list = home.resolve("revoked.json") + "";
    Outcome table =
        at(LATER, "reevaluate", "--all", "--db", newer("4.7.0") + "", "--revocations", list);
    assertThat(table.out()).contains("still refused").contains("1 other is taken back");
  }

  @Test
  void refusesACommandLineThatMeansNothing() {
    assertThat(at(LATER, "reevaluate").exitCode()).isEqualTo(2);
    assertThat(at(LATER, "reevaluate", "--all", "x").exitCode()).isEqualTo(2);
    assertThat(at(LATER, "reevaluate", "nowhere").exitCode()).isEqualTo(2);
  }
}
