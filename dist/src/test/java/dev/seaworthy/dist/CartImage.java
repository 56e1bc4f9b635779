package dev.seaworthy.dist;

import dev.seaworthy.testkit.image.ImageMaker;
import dev.seaworthy.testkit.image.LayerSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// An image with flaws that the starter set of advisories knows: a shell of the distribution's and
/// a Java library.
final class CartImage {
  /// What it is called in its layout.
  private static final String NAME = "registry.example/shop/cart:1.8";

  private CartImage() {}

  /// Writes it as the OCI layout `cart` in a folder.
  static void in(Path folder) throws IOException {
    byte[] library = library();
    ImageMaker.linux()
        .layer(
            LayerSpec.of(
                    tar -> {
                      tar.file(
                          "etc/os-release",
                          """
                          PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
                          ID=debian
                          VERSION_ID="12"
                          VERSION_CODENAME=bookworm
                          """);
                      tar.file(
                          "var/lib/dpkg/status",
                          """
                          Package: bash
                          Status: install ok installed
                          Architecture: amd64
                          Version: 4.2-1
                          Description: GNU Bourne Again SHell
                          """);
                    })
                .createdBy("ADD rootfs.tar.xz / # buildkit"))
        .layer(
            LayerSpec.of(tar -> tar.file("app/lib/log4j-core-2.14.1.jar", library))
                .createdBy("COPY app /app # buildkit"))
        .ociLayout(folder.resolve("cart"), NAME);
  }

  private static byte[] library() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(
          new ZipEntry("META-INF/maven/org.apache.logging.log4j/log4j-core/pom.properties"));
      zip.write(
          "groupId=org.apache.logging.log4j\nartifactId=log4j-core\nversion=2.14.1\n"
              .getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    }
    return bytes.toByteArray();
  }
}
