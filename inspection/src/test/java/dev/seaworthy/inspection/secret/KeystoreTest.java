package dev.seaworthy.inspection.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.inspection.Inspection;
import dev.seaworthy.testkit.Command;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Key stores as the JDK's keytool makes them.
class KeystoreTest {

  @TempDir private Path folder;

  private static Keystore read(byte[] bytes) {
    return Keystore.read(bytes, new DerivationBudget(1_000_000).share());
  }

  private byte[] made(String type, String password) throws IOException {
    Path file = folder.resolve("made");
    Files.deleteIfExists(file);
    keytool(
        "-genkeypair -keyalg EC -alias shop -dname CN=shop -storetype %s -storepass %s -keypass %s"
            .formatted(type, password, password),
        file);
    return Files.readAllBytes(file);
  }

  private static void keytool(String options, Path file) throws IOException {
    String[] words = options.split(" ");
    List<String> all = new ArrayList<>();
    all.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    all.addAll(Arrays.asList(words));
    all.addAll(List.of("-keystore", file.toString()));
    Command.of(all.toArray(String[]::new)).text();
  }

  @ParameterizedTest
  @ValueSource(strings = {"JKS", "JCEKS", "PKCS12"})
  void sayWhetherAnyoneCanOpenThem(String type) throws IOException {
    Keystore open = read(made(type, "changeit"));
    assertThat(open.hasPrivateKey()).isTrue();
    assertThat(open.isOpen()).isTrue();
    assertThat(open.shown()).contains("private key, opens with a default password");

    Keystore closed = read(made(type, "x7Gq-29ab"));
    assertThat(closed.hasPrivateKey()).isTrue();
    assertThat(closed.isOpen()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"JKS", "PKCS12"})
  void withCertificatesAloneHoldNoKey(String type) throws IOException {
    made("PKCS12", "changeit");
    Path certificate = folder.resolve("certificate");
    keytool(
        "-exportcert -alias shop -storepass changeit -file " + certificate, folder.resolve("made"));
    Path trusted = folder.resolve("trusted");
    keytool(
        "-importcert -noprompt -alias shop -storetype %s -storepass changeit -file %s"
            .formatted(type, certificate),
        trusted);

    // Without a key no password is tried.
    Keystore keystore = Keystore.read(Files.readAllBytes(trusted), new DerivationBudget(0).share());
    assertThat(keystore.hasPrivateKey()).isFalse();
    assertThat(keystore.untried()).isEmpty();
  }

  @Test
  void thatAreDamagedAreNone() throws IOException {
    for (String type : List.of("PKCS12", "JKS")) {
      byte[] whole = made(type, "changeit");
      for (int length = 0; length < whole.length; length += 3) {
        assertThat(read(Arrays.copyOf(whole, length)).isOpen())
            .as("%s of %s", length, type)
            .isFalse();
      }
    }
  }

  /// The number of iterations is the file's own, and no file may keep a scan busy for hours.
  @Test
  void areNotTriedForLongerThanTheyMayBe() throws IOException {
    byte[] honest = made("PKCS12", "changeit");
    for (int iterations : List.of(60_000, Integer.MAX_VALUE, -1)) {
      Keystore keystore = read(withIterations(honest, iterations));
      assertThat(keystore.hasPrivateKey()).isTrue();
      assertThat(keystore.isOpen()).isFalse();
      assertThat(keystore.untried()).as("%s", iterations).contains("iterations");
    }
    DerivationBudget shared = new DerivationBudget(30_000);
    assertThat(Keystore.read(honest, shared.share()).isOpen()).isTrue();
    DerivationBudget.Share second = shared.share();
    assertThat(Keystore.read(honest, second).untried()).contains("of this scan");
    assertThat(second.isScanSpent()).isTrue();
  }

  /// Puts a number of four bytes where one of two bytes is, the last of the file (RFC 7292, section
  /// 4: `MacData`).
  private static byte[] withIterations(byte[] store, int iterations) {
    Der pfx = Der.at(store, 0);
    Der mac = pfx.into().next().next();
    byte[] changed = Arrays.copyOf(store, store.length + 2);
    assertThat(store[store.length - 3]).as("the length of the number").isEqualTo((byte) 2);
    changed[store.length - 3] = 4;
    ByteBuffer all = ByteBuffer.wrap(changed);
    all.putInt(store.length - 2, iterations);
    changed[mac.start() - 1] += 2;
    assertThat(pfx.start()).as("a length of two bytes").isEqualTo(4);
    all.putShort(2, (short) (all.getShort(2) + 2));
    return changed;
  }

  /// However many there are, and whatever archive each lies in, a scan tries for some seconds.
  @Test
  void shareWhatAScanMaySpend() throws IOException {
    byte[] store = withIterations(made("PKCS12", "x7Gq-29ab"), 16_000);

    Inspection found =
        SecretWalk.of(tar -> {
          for (int i = 0; i < 100; i++) {
            tar.file("%s.zip".formatted(i), zip("a.p12", store)).file("%s.p12".formatted(i), store);
          }
        });

    assertThat(SecretWalk.shown(found)).hasSize(200);
    assertThat(found.gaps())
        .hasSizeBetween(100, 150)
        .allMatch(gap -> gap.detail().contains("the key stores of this scan"));
  }

  private static byte[] zip(String name, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content);
    }
    return bytes.toByteArray();
  }

  @Test
  void areAGapWhereTheyAreTooLargeOrTakeTooLong() throws IOException {
    byte[] slow = withIterations(made("PKCS12", "changeit"), 1 << 30);
    byte[] large = Arrays.copyOf(made("JKS", "changeit"), 5 << 20);

    Inspection found = SecretWalk.of(tar -> tar.file("a.p12", slow).file("b.jks", large));

    assertThat(SecretWalk.shown(found)).containsExactly("secret.keystore-private-key /a.p12:0");
    assertThat(SecretWalk.gaps(found))
        .containsExactly("SW-INSPECTION-0101 /a.p12", "SW-INSPECTION-0101 /b.jks");
  }
}
