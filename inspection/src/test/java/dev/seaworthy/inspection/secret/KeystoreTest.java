package dev.seaworthy.inspection.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.testkit.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Key stores as the JDK's keytool makes them.
class KeystoreTest {

  @TempDir private Path folder;

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
    Keystore open = Keystore.read(made(type, "changeit"));
    assertThat(open.hasPrivateKey()).isTrue();
    assertThat(open.isOpen()).isTrue();
    assertThat(open.shown()).contains("private key, opens with a default password");

    Keystore closed = Keystore.read(made(type, "x7Gq-29ab"));
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

    assertThat(Keystore.read(Files.readAllBytes(trusted)).hasPrivateKey()).isFalse();
  }

  @Test
  void thatAreDamagedAreNone() throws IOException {
    for (String type : List.of("PKCS12", "JKS")) {
      byte[] whole = made(type, "changeit");
      for (int length = 0; length < whole.length; length += 3) {
        assertThat(Keystore.read(Arrays.copyOf(whole, length)).isOpen())
            .as("%s of %s", length, type)
            .isFalse();
      }
    }
  }
}
