package dev.seaworthy.dist;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Takes the seal off the packages of libraries (JAR File Specification, "Package Sealing"). The
/// JVM of 25 defines the classes of an AOT cache before it sees the seal, then finds it broken and
/// refuses to start.
final class SealedJars {

  private SealedJars() {}

  /// Writes the jar anew without its seal; leaves it as it is when it has none.
  static void open(Path jar) throws IOException {
    Path made = jar.resolveSibling("." + jar.getFileName() + ".new");
    try (JarFile from = new JarFile(jar.toFile(), false)) {
      Manifest manifest = from.getManifest();
      if (manifest == null || !isSealed(manifest.getMainAttributes())) {
        return;
      }
      manifest.getMainAttributes().remove(Attributes.Name.SEALED);
      try (ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(made))) {
        for (ZipEntry entry : Collections.list(from.entries())) {
          ZipEntry copy = new ZipEntry(entry.getName());
          copy.setTimeLocal(entry.getTimeLocal());
          to.putNextEntry(copy);
          if (entry.getName().equals(JarFile.MANIFEST_NAME)) {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            manifest.write(text);
            to.write(text.toByteArray());
          } else {
            try (InputStream in = from.getInputStream(entry)) {
              in.transferTo(to);
            }
          }
          to.closeEntry();
        }
      }
    }
    Files.move(made, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  private static boolean isSealed(Attributes attributes) {
    return "true".equalsIgnoreCase(attributes.getValue(Attributes.Name.SEALED));
  }
}
