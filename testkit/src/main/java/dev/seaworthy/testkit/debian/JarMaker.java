package dev.seaworthy.testkit.debian;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.seaworthy.testkit.Samples;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Makes jars as Maven makes them: manifest, `pom.properties`, classes, other jars within.
final class JarMaker {
  private static final LocalDateTime MADE = LocalDateTime.of(2026, 1, 1, 0, 0);

  private final Map<String, byte[]> entries = new LinkedHashMap<>();
  private final String group;
  private final String artifact;
  private final String version;

  JarMaker(String group, String artifact, String version) {
    this.group = group;
    this.artifact = artifact;
    this.version = version;
    put(
        "META-INF/MANIFEST.MF",
        "Manifest-Version: 1.0\r\nImplementation-Title: %s\r\nImplementation-Version: %s\r\n\r\n"
            .formatted(artifact, version));
    put(
        "META-INF/maven/%s/%s/pom.properties".formatted(group, artifact),
        "groupId=%s\nartifactId=%s\nversion=%s\n".formatted(group, artifact, version));
  }

  String fileName() {
    return artifact + "-" + version + ".jar";
  }

  String fullName() {
    return group + ":" + artifact;
  }

  String version() {
    return version;
  }

  JarMaker put(String name, String text) {
    entries.put(name, text.getBytes(UTF_8));
    return this;
  }

  JarMaker put(String name, byte[] bytes) {
    entries.put(name, bytes);
    return this;
  }

  /// Adds so many files that look like classes from outside.
  JarMaker classes(int count) {
    Samples samples = Samples.of(fullName().hashCode());
    String folder = group.replace('.', '/') + "/";
    for (int i = 0; i < count; i++) {
      byte[] bytes = samples.compressibleBytes(samples.between(2_000, 30_000));
      bytes[0] = (byte) 0xca;
      bytes[1] = (byte) 0xfe;
      bytes[2] = (byte) 0xba;
      bytes[3] = (byte) 0xbe;
      put(folder + "Type" + i + ".class", bytes);
    }
    return this;
  }

  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(header(entry.getKey(), entry.getValue()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  /// Jars within jars are stored, not packed again, as Spring Boot wants them.
  private static ZipEntry header(String name, byte[] bytes) {
    ZipEntry header = new ZipEntry(name);
    header.setTimeLocal(MADE);
    if (name.endsWith(".jar")) {
      CRC32 sum = new CRC32();
      sum.update(bytes);
      header.setMethod(ZipEntry.STORED);
      header.setSize(bytes.length);
      header.setCrc(sum.getValue());
    }
    return header;
  }
}
