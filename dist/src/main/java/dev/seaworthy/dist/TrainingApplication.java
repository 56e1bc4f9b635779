package dev.seaworthy.dist;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// The layer of the training image that holds an application: a Java archive, a Go program, a
/// package each of npm and Python, and more packages of the distribution.
final class TrainingApplication {
  /// How the packages of this layer are called, each in its ecosystem's own way.
  static final String NPM_AND_PYTHON = "trained";

  static final String MAVEN = "org.example:trained";
  static final String GO = "example.org/trained";

  /// Of all of them.
  static final String VERSION = "1.2.3";

  private TrainingApplication() {}

  static byte[] tar() throws IOException {
    TrainingTar tar = new TrainingTar();
    tar.file("app/application.jar", TrainingJar.bytes());
    tar.file("app/program", program());
    TrainingSystem.update(tar);
    tar.file(
        "usr/lib/node_modules/trained/package.json",
        utf8("{\"name\":\"trained\",\"version\":\"1.2.3\",\"license\":\"MIT\"}"));
    tar.file(
        "usr/lib/python3/dist-packages/trained-1.2.3.dist-info/METADATA",
        utf8("Metadata-Version: 2.1\nName: trained\nVersion: 1.2.3\nLicense: MIT\n"));
    tar.file("usr/share/.wh.training7", new byte[0]);
    return tar.bytes();
  }

  /// Larger than what is kept in memory of a file.
  private static byte[] program() {
    ByteArrayOutputStream program = new ByteArrayOutputStream();
    program.writeBytes(TrainingProgram.bytes());
    program.writeBytes(TrainingPayload.bytes(2));
    return program.toByteArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
