package dev.seaworthy.signing.pkcs11;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.signing.Openssl;
import dev.seaworthy.testkit.Command;
import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.Need;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;

/// SoftHSM with its tokens in a folder. A process has one for its whole life: the JDK never lets go
/// of a PKCS #11 library.
@SuppressWarnings("restricted") // its configuration is a variable of this very process
record SoftHsm(Path folder, Path module) {

  private static final String SO_PIN = "87654321";
  private static final List<Path> MODULES =
      List.of(
          Path.of("/usr/lib/softhsm/libsofthsm2.so"),
          Path.of("/usr/lib64/softhsm/libsofthsm.so"),
          Path.of("/usr/lib64/pkcs11/libsofthsm2.so"));

  static List<Need> needs() {
    return List.of(Gates.tool("softhsm2-util"), Gates.tool("pkcs11-tool"), Gates.tool("openssl"));
  }

  static SoftHsm in(Path folder) throws IOException {
    Path tokens = Files.createDirectories(folder.resolve("tokens"));
    Path configuration =
        Files.writeString(
            folder.resolve("softhsm2.conf"),
            "directories.tokendir = %s\nobjectstore.backend = file\nlog.level = ERROR\n"
                .formatted(tokens));
    setVariable("SOFTHSM2_CONF", configuration.toString());
    return new SoftHsm(folder, MODULES.stream().filter(Files::exists).findFirst().orElseThrow());
  }

  private static void setVariable(String name, String value) {
    try (Arena arena = Arena.ofConfined()) {
      Linker linker = Linker.nativeLinker();
      int code =
          (int)
              linker
                  .downcallHandle(
                      linker.defaultLookup().findOrThrow("setenv"),
                      FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT))
                  .invokeExact(arena.allocateFrom(name), arena.allocateFrom(value), 1);
      assertThat(code).isZero();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a call of C throws nothing", e);
    }
  }

  void token(String label, String pin) {
    run(
        "softhsm2-util",
        "--init-token",
        "--free",
        "--label",
        label,
        "--so-pin",
        SO_PIN,
        "--pin",
        pin);
  }

  /// Puts a new key into a token, with a certificate of its own beside it.
  void put(String token, String pin, String label, String options) throws IOException {
    Openssl openssl = new Openssl(folder);
    openssl.key(label, options);
    openssl.run(
        "req -x509 -new -days 2 -subj /CN="
            + label
            + " -key "
            + label
            + " -outform DER -out "
            + label
            + ".crt");
    // An id is any bytes that both have.
    String id = HexFormat.of().formatHex(label.substring(0, 9).getBytes(StandardCharsets.UTF_8));
    run(
        "softhsm2-util",
        "--import",
        label,
        "--token",
        token,
        "--label",
        label,
        "--id",
        id,
        "--pin",
        pin);
    run(
        "pkcs11-tool",
        "--module",
        module.toString(),
        "--token-label",
        token,
        "--login",
        "--pin",
        pin,
        "--write-object",
        label + ".crt",
        "--type",
        "cert",
        "--label",
        label,
        "--id",
        id);
  }

  /// Names a key, without saying whence the PIN comes.
  String reference(String token, String label) {
    return "pkcs11:token=%s;object=%s?module-path=%s".formatted(token, label, module);
  }

  private void run(String... words) {
    Command.Result result =
        Command.of(words)
            .in(folder)
            .with("SOFTHSM2_CONF", folder.resolve("softhsm2.conf").toString())
            .run();
    assertThat(result.exit()).as(List.of(words) + ": " + result.err() + result.out()).isZero();
  }
}
