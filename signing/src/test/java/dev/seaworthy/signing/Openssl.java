package dev.seaworthy.signing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.testkit.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The tool openssl at work in a folder.
public record Openssl(Path folder) {

  /// Runs it with words that blanks part.
  public Command.Result run(String words) {
    return run(List.of(words.split(" ")));
  }

  public Command.Result run(List<String> words) {
    Command.Result result = tried(words);
    assertThat(result.exit()).as(words + ": " + result.err()).isZero();
    return result;
  }

  /// Runs it, and it may fail.
  public Command.Result tried(List<String> words) {
    return Command.of(Stream.concat(Stream.of("openssl"), words.stream()).toArray(String[]::new))
        .in(folder)
        .run();
  }

  /// Makes a key in a file, readable by its owner alone, and its public part beside it as
  /// `NAME.pub`.
  public void key(String name, String options) throws IOException {
    run("genpkey -out " + name + " " + options);
    Files.setPosixFilePermissions(
        folder.resolve(name), java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
    run("pkey -in " + name + " -pubout -out " + name + ".pub");
  }

  /// The options of `genpkey` for a kind of key.
  public static String options(KeyAlgorithm algorithm) {
    return switch (algorithm) {
      case ED25519 -> "-algorithm ED25519";
      case ECDSA_P256 -> "-algorithm EC -pkeyopt ec_paramgen_curve:P-256";
      case ECDSA_P384 -> "-algorithm EC -pkeyopt ec_paramgen_curve:P-384";
      case SM2 -> "-algorithm SM2";
      case RSA_PSS -> "-algorithm RSA -pkeyopt rsa_keygen_bits:3072";
    };
  }
}
