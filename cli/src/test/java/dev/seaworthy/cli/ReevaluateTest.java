package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.cli.Terminal.Outcome;
import dev.seaworthy.testkit.Folders;
import dev.seaworthy.testkit.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// From a certificate to the next one without the image, and back to the same one.
class ReevaluateTest {

  private static final String SCANNED = "2026-11-21T09:14:00Z";
  private static final String LATER = "2026-11-25T12:00:00Z";

  private final Path home = Path.of("target", "reevaluate").toAbsolutePath();
  private final Path certificate = home.resolve("cart.json");
  private final Path store = home.resolve(".local/share/seaworthy/surveys");
  private final CartImage cart = new CartImage(home);

  @BeforeEach
  void empty() throws IOException {
    Folders.delete(home);
    Files.createDirectories(home);
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
  }

  @Test
  void refusesACommandLineThatMeansNothing() {
    assertThat(at(LATER, "reevaluate").exitCode()).isEqualTo(2);
    assertThat(at(LATER, "reevaluate", "--all", "x").exitCode()).isEqualTo(2);
    assertThat(at(LATER, "reevaluate", "nowhere").exitCode()).isEqualTo(2);
  }

  private Outcome certify(String version, String... options) throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of(
                "certify",
                cart.image(version),
                "--no-cache",
                "--db",
                cart.database() + "",
                "--out",
                certificate + ""));
    words.addAll(List.of(options));
    Outcome certified = at(SCANNED, words.toArray(String[]::new));
    assertThat(certified.exitCode()).as(certified.transcript()).isLessThan(2);
    return certified;
  }

  /// Again, as an image of the same digest.
  private void certifyAt(String instant, String... options) {
    List<String> words =
        new ArrayList<>(List.of("certify", "oci-layout:" + home.resolve("cart"), "--no-cache"));
    words.addAll(List.of("--db", home.resolve("advisories.db") + "", "--out", certificate + ""));
    words.addAll(List.of(options));
    Outcome certified = at(instant, words.toArray(String[]::new));
    assertThat(certified.exitCode()).as(certified.transcript()).isLessThan(2);
  }

  private Path shortWindow() throws IOException {
    Path policy = home.resolve("short.yaml");
    Files.writeString(policy, "extends: default\nname: short\nversion: 1\nscanWindowHours: 100\n");
    return policy;
  }

  /// By which lists of revocations name a certificate.
  private static String digest(Path envelope) throws IOException {
    return Sha256.of(payload(envelope));
  }

  private Outcome at(String instant, String... words) {
    return new Terminal(home).at(instant).run(words);
  }

  private Path newer(String fixed) throws IOException {
    return dated(fixed, "2026-11-24");
  }

  /// The same flaw, fixed in another version as was found out on a day.
  private Path dated(String fixed, String day) throws IOException {
    Path database = home.resolve("advisories-%s-%s.db".formatted(fixed, day));
    Path folder = Files.createDirectories(home.resolve("osv-" + fixed + day + "/npm"));
    Files.writeString(
        folder.resolve("GHSA-aaaa-bbbb-cccc.json"),
        """
        {"id":"GHSA-aaaa-bbbb-cccc","aliases":["CVE-2026-0001"],"modified":"%sT00:00:00Z",
         "affected":[{"package":{"ecosystem":"npm","name":"@harbour/rope"},
          "ranges":[{"type":"SEMVER","events":[{"introduced":"0"},{"fixed":"%s"}]}]}]}
        """
            .formatted(day, fixed));
    Outcome built =
        new Terminal(home)
            .run("db", "build", "--from", folder.getParent() + "", "--out", database + "");
    assertThat(built.exitCode()).as(built.transcript()).isZero();
    return database;
  }

  private Path policy(String... lines) throws IOException {
    Path policy = home.resolve("policy.yaml");
    Files.writeString(
        policy,
        """
        extends: default
        name: harbour
        version: 1
        %s
        acceptReevaluation:
          by: A. Official
          on: 2026-11-01
          reason: components were inventoried
          %s
        """
            .formatted((Object[]) lines));
    return policy;
  }

  private Path object(String name) throws IOException {
    String digest =
        found(
            "\"digest\":\"sha256:([0-9a-f]{64})\",\"name\":\"" + name + "\"", payload(certificate));
    return store.resolve("objects").resolve(digest.substring(0, 2)).resolve(digest);
  }

  private long files() throws IOException {
    try (Stream<Path> all = Files.walk(store)) {
      return all.filter(Files::isRegularFile).count();
    }
  }

  private static String payload(Path envelope) throws IOException {
    return new String(
        Base64.getDecoder().decode(found("\"payload\":\"([^\"]*)\"", Files.readString(envelope))),
        StandardCharsets.UTF_8);
  }

  private static String found(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(text).isTrue();
    return matcher.group(1);
  }
}
