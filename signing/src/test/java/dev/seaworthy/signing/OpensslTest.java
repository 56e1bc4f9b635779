package dev.seaworthy.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.testkit.Command;
import dev.seaworthy.testkit.Gates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What openssl signs verifies here, and what we sign verifies there.
class OpensslTest {

  private static final byte[] MESSAGE = "what is signed\n".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  @Test
  void agreesWithOpensslOnEveryKindOfKey() throws Exception {
    Gates.run(
        "signatures of openssl",
        Gates.tool("openssl"),
        openssl -> {
          Files.write(folder.resolve("message"), MESSAGE);
          for (KeyAlgorithm algorithm : KeyAlgorithm.values()) {
            agrees(algorithm);
          }
          return KeyAlgorithm.values().length * 3L;
        });
  }

  @Test
  void refusesKeysThatAreTooWeakOrOfAnotherCurve() throws Exception {
    Gates.run(
        "keys of openssl that are refused",
        Gates.tool("openssl"),
        openssl -> {
          List<List<String>> weak =
              List.of(
                  List.of("-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:1024"),
                  List.of("-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:secp256k1"),
                  List.of("-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-521"),
                  List.of("-algorithm", "X25519"));
          for (List<String> options : weak) {
            generate("weak", options);
            assertThatThrownBy(() -> publicKey("weak"))
                .as(options.toString())
                .isInstanceOf(SeaworthyException.class)
                .extracting(e -> ((SeaworthyException) e).code())
                .isEqualTo(SigningError.BAD_KEY);
          }
          return weak.size();
        });
  }

  private void agrees(KeyAlgorithm algorithm) throws IOException {
    generate("key", List.of(Openssl.options(algorithm).split(" ")));
    VerificationKey key = publicKey("key");
    assertThat(key.algorithm()).isEqualTo(algorithm);
    SigningKey signer = SigningKey.ofPem(Files.readString(folder.resolve("key")), key, "key");

    openssl(signing(algorithm, "-sign", "key", "-out", "theirs"));
    byte[] theirs = Files.readAllBytes(folder.resolve("theirs"));
    assertThat(key.isSigned(MESSAGE, theirs)).as(algorithm.word()).isTrue();
    theirs[theirs.length - 1] ^= 1;
    assertThat(key.isSigned(MESSAGE, theirs)).as(algorithm.word()).isFalse();

    Files.write(folder.resolve("ours"), signer.sign(MESSAGE));
    assertThat(openssl(verifying(algorithm)).out()).contains("Verif").doesNotContain("ailure");
  }

  private void generate(String name, List<String> options) {
    openssl(Stream.concat(Stream.of("genpkey", "-out", name), options.stream()).toList());
    openssl(List.of("pkey", "-in", name, "-pubout", "-out", name + ".pub"));
  }

  private VerificationKey publicKey(String name) throws IOException {
    return VerificationKey.ofPem(Files.readString(folder.resolve(name + ".pub")), name);
  }

  private static List<String> signing(KeyAlgorithm algorithm, String... how) {
    return switch (algorithm) {
      case ED25519 -> words("pkeyutl -sign -rawin -inkey key -in message -out theirs");
      case SM2 ->
          words(
              "pkeyutl -sign -rawin -digest sm3 -pkeyopt distid:1234567812345678 -inkey key -in message -out theirs");
      case ECDSA_P256, ECDSA_P384, RSA_PSS ->
          Stream.concat(Stream.concat(digest(algorithm), Stream.of(how)), Stream.of("message"))
              .toList();
    };
  }

  private static List<String> verifying(KeyAlgorithm algorithm) {
    return switch (algorithm) {
      case ED25519 ->
          words("pkeyutl -verify -rawin -pubin -inkey key.pub -in message -sigfile ours");
      case SM2 ->
          words(
              "pkeyutl -verify -rawin -digest sm3 -pkeyopt distid:1234567812345678 -pubin -inkey key.pub -in message -sigfile ours");
      case ECDSA_P256, ECDSA_P384, RSA_PSS ->
          Stream.concat(
                  digest(algorithm),
                  Stream.of("-verify", "key.pub", "-signature", "ours", "message"))
              .toList();
    };
  }

  private static List<String> words(String line) {
    return List.of(line.split(" "));
  }

  private static Stream<String> digest(KeyAlgorithm algorithm) {
    return switch (algorithm) {
      case ED25519, ECDSA_P256 -> Stream.of("dgst", "-sha256");
      case ECDSA_P384 -> Stream.of("dgst", "-sha384");
      case RSA_PSS ->
          Stream.of(
              "dgst",
              "-sha256",
              "-sigopt",
              "rsa_padding_mode:pss",
              "-sigopt",
              "rsa_pss_saltlen:digest");
      case SM2 -> Stream.of("dgst", "-sm3");
    };
  }

  private Command.Result openssl(List<String> arguments) {
    Command.Result result =
        Command.of(Stream.concat(Stream.of("openssl"), arguments.stream()).toArray(String[]::new))
            .in(folder)
            .run();
    assertThat(result.exit()).as(arguments + ": " + result.err()).isZero();
    return result;
  }
}
