package dev.seaworthy.fuzz;

import dev.seaworthy.base.ErrorCode;
import dev.seaworthy.base.Limits;
import dev.seaworthy.image.Analyser;
import dev.seaworthy.image.Fact;
import dev.seaworthy.image.FactCodec;
import dev.seaworthy.image.FactSink;
import dev.seaworthy.image.FileRecord;
import dev.seaworthy.image.TapReading;
import dev.seaworthy.inspection.secret.FingerprintKey;
import dev.seaworthy.inspection.secret.SecretRules;
import dev.seaworthy.inspection.secret.Secrets;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The search for secrets in files and in archives. The first byte picks the file's name, because
/// some rules go by it. An `IOException` is the way to say that a file can't be read.
final class SecretTargets {

  private static final List<String> PATHS =
      List.of(
          "/a.txt",
          "/root/.npmrc",
          "/root/.docker/config.json",
          "/root/.kube/config",
          "/x.yaml",
          "/etc/shadow",
          "/.env",
          "/x.tfstate",
          "/k.p12",
          "/k.jks",
          "/config/master.key");

  private SecretTargets() {}

  static List<Target> all() {
    Secrets secrets = Secrets.of(SecretRules.builtIn(), FingerprintKey.of(new byte[16]));
    return List.of(
        new Target(
            "secrets",
            bytes -> {
              if (bytes.length > 0) {
                byte[] content = Arrays.copyOfRange(bytes, 1, bytes.length);
                try (TapReading reading = secrets.tap().start(Limits.defaults())) {
                  stream(reading, record(bytes[0], content.length), content, secrets);
                }
              }
            }),
        new Target("archive-secrets", bytes -> analyse(secrets.archives(), bytes)));
  }

  private static FileRecord record(byte choice, int size) {
    String path = PATHS.get(Byte.toUnsignedInt(choice) % PATHS.size());
    return new FileRecord(
        path, FileRecord.Kind.REGULAR, 0644, 0, 0, size, "", Optional.empty(), false);
  }

  private static void stream(TapReading reading, FileRecord file, byte[] content, Secrets secrets)
      throws IOException {
    Sink sink = new Sink(secrets.tap().codec());
    if (reading.begin(file, content, 0, content.length, sink)) {
      int half = content.length / 2;
      reading.accept(content, 0, half);
      reading.accept(content, half, content.length - half);
      reading.end(file);
    }
  }

  private static void analyse(Analyser archives, byte[] bytes) {
    try {
      archives.analyse(
          record((byte) 0, bytes.length), new BytesFile(bytes), new Sink(archives.codec()));
    } catch (IOException e) {
      // The walk makes a gap of it.
      return;
    }
  }

  /// Writes every fact as the layer cache does, which must be able to.
  private record Sink(FactCodec codec) implements FactSink {

    @Override
    public Limits limits() {
      return Limits.defaults();
    }

    @Override
    public void fact(Fact fact) {
      try {
        codec.write(fact, new DataOutputStream(OutputStream.nullOutputStream()));
      } catch (IOException e) {
        throw new IllegalStateException("the fact can't be kept: " + fact, e);
      }
    }

    @Override
    public void gap(ErrorCode code, String nestedPath, String detail) {
      // That something can't be read is lawful.
    }
  }
}
