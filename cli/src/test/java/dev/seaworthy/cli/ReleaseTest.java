package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.cli.Terminal.Outcome;
import dev.seaworthy.testkit.Folders;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is sealed for a release, and what somebody may do to it afterwards.
class ReleaseTest {

  private static final String SBOM = "sbom/0002-cart.cdx.json";

  private final Path home = Path.of("target", "release").toAbsolutePath();
  private final Path certificate = home.resolve("cart.json");
  private final Path release = home.resolve("cart.release.zip");
  private final CartImage cart = new CartImage(home);

  @BeforeEach
  void seal() throws IOException {
    Folders.delete(home);
    Files.createDirectories(home);
    Files.writeString(home.resolve("cart.cdx.json"), "{\"bomFormat\":\"CycloneDX\"}");
    Files.writeString(home.resolve("form.pdf"), "%PDF-1.7 signed by the chief executive");
    certify("4.6.0");
    Outcome sealed = archive("2026-11-21T10:00:00Z");
    assertThat(sealed.exitCode()).as(sealed.transcript()).isZero();
    assertThat(sealed.out()).contains("seals 3 documents of registry.example/shop/cart:1.8");
  }

  @Test
  void verifiesOfflineAndNamesEveryDocument() throws IOException {
    Outcome whole = verify();
    assertThat(whole.exitCode()).as(whole.transcript()).isZero();
    assertThat(whole.out())
        .startsWith("WHOLE  registry.example/shop/cart:1.8  sealed 2026-11-21T10:00:00Z")
        .contains("image " + cart.digest())
        .contains("certificate/0001-cart.json", SBOM, "ssdf-attestation/0003-form.pdf");
    assertThat(Files.isWritable(release) && !"root".equals(System.getProperty("user.name")))
        .isFalse();
    assertThat(Files.getPosixFilePermissions(release)).hasSize(3);
  }

  @Test
  void isWrittenOnce() {
    Outcome again = archive("2026-11-21T10:00:00Z");
    assertThat(again.exitCode()).isEqualTo(2);
    assertThat(again.err()).contains("is there already").contains("SW-CERTIFICATE-0022");
  }

  @Test
  void namesWhatWasDoneToIt() throws IOException {
    assertRefused(
        entries ->
            entries.put(SBOM, "{\"bomFormat\":\"cyclonedx\"}".getBytes(StandardCharsets.UTF_8)),
        "0021",
        SBOM + " is not what was sealed");
    assertRefused(entries -> entries.remove(SBOM), "0021", SBOM + " is missing");
    assertRefused(
        entries -> entries.put("other/0004-more.txt", new byte[1]),
        "0021",
        "other/0004-more.txt was put in");
    assertRefused(entries -> entries.put("../evil", new byte[1]), "0021", "../evil was put in");
    assertRefused(entries -> entries.remove("release.json"), "0020", "it has no release.json");
    byte[] whole = Files.readAllBytes(release);
    rewrite(Arrays.copyOf(whole, whole.length / 2));
    Outcome cut = verify();
    assertThat(cut.exitCode()).isEqualTo(1);
    assertThat(cut.out()).contains("SW-CERTIFICATE-0020");
  }

  @Test
  void believesNoStranger() {
    Outcome stranger =
        new Terminal(home.resolve("elsewhere")).run("release", "verify", release.toString());
    assertThat(stranger.exitCode()).isEqualTo(1);
    assertThat(stranger.out()).contains("SW-SIGNING-0007");
  }

  @Test
  void releasesNothingThatIsRefusedOrExpired() throws IOException {
    Files.delete(release);
    Outcome late = archive("2026-12-31T10:00:00Z");
    assertThat(late.exitCode()).isEqualTo(3);
    assertThat(late.err()).contains("SW-CERTIFICATE-0003");
    certify("4.5.6");
    Outcome refused = archive("2026-11-21T10:00:00Z");
    assertThat(refused.err()).contains("SW-CERTIFICATE-0005");
    assertThat(release).doesNotExist();
  }

  private void assertRefused(Consumer<Map<String, byte[]>> change, String code, String problem)
      throws IOException {
    byte[] whole = Files.readAllBytes(release);
    Map<String, byte[]> entries = entries();
    change.accept(entries);
    Files.delete(release);
    try (OutputStream to = Files.newOutputStream(release);
        ZipOutputStream zip = new ZipOutputStream(to)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    }
    Outcome refused = verify();
    assertThat(refused.exitCode()).as(refused.transcript()).isEqualTo(1);
    assertThat(refused.out()).contains("SW-CERTIFICATE-" + code).contains(problem);
    rewrite(whole);
  }

  private void rewrite(byte[] bytes) throws IOException {
    Files.delete(release);
    Files.write(release, bytes);
  }

  private Map<String, byte[]> entries() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (InputStream in = Files.newInputStream(release);
        ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), zip.readAllBytes());
      }
    }
    return entries;
  }

  private void certify(String version) throws IOException {
    Outcome certified =
        at(
            "2026-11-21T09:14:00Z",
            "certify",
            cart.image(version),
            "--no-cache",
            "--db",
            cart.database().toString(),
            "--out",
            certificate.toString());
    assertThat(certified.exitCode()).as(certified.transcript()).isLessThan(2);
  }

  private Outcome archive(String at) {
    return at(
        at,
        "release",
        "archive",
        "--certificate",
        certificate.toString(),
        "--document",
        "sbom=" + home.resolve("cart.cdx.json"),
        "--document",
        "ssdf-attestation=" + home.resolve("form.pdf"),
        "--out",
        release.toString());
  }

  private Outcome verify() {
    return at("2030-01-01T00:00:00Z", "release", "verify", release.toString());
  }

  private Outcome at(String instant, String... words) {
    return new Terminal(home).at(instant).run(words);
  }
}
