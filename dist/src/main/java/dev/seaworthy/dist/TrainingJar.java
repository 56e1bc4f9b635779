package dev.seaworthy.dist;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A Java archive with another one in it, as applications are packed.
final class TrainingJar {
  private TrainingJar() {}

  static byte[] bytes() throws IOException {
    byte[] library =
        zip(
            "META-INF/maven/org.example/trained/pom.properties",
            utf8("groupId=org.example\nartifactId=trained\nversion=1.2.3\n"));
    return zip("BOOT-INF/lib/trained-1.2.3.jar", library);
  }

  private static byte[] zip(String name, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      out.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
      out.write(utf8("Manifest-Version: 1.0\nImplementation-Version: 1.2.3\n"));
      out.putNextEntry(new ZipEntry(name));
      out.write(content);
    }
    return bytes.toByteArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
