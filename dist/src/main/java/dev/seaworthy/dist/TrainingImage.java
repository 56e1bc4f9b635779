package dev.seaworthy.dist;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/// A small image for the training run, written as an OCI layout: a Debian with a few packages, and
/// a layer with an application in it. Big enough that reading, inflating and hashing get compiled.
///
/// @param layout the folder of the layout
record TrainingImage(Path layout) {
  private static final int PAYLOAD_BYTES = 6 << 20;

  /// Writes the image below a folder that does not exist yet.
  static TrainingImage write(Path layout) throws IOException {
    Files.createDirectories(layout.resolve("blobs/sha256"));
    List<byte[]> tars = List.of(system(), application());
    List<String> layers = new ArrayList<>();
    for (byte[] tar : tars) {
      layers.add(blob(layout, "application/vnd.oci.image.layer.v1.tar+gzip", gzip(tar)));
    }
    String diffIds =
        tars.stream().map(tar -> "\"sha256:" + sha256(tar) + "\"").collect(Collectors.joining(","));
    String config =
        """
        {"architecture":"amd64","os":"linux","created":"2026-01-01T00:00:00Z","config":{},\
        "rootfs":{"type":"layers","diff_ids":[%s]}}\
        """
            .formatted(diffIds);
    String manifest =
        """
        {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":%s,\
        "layers":[%s]}\
        """
            .formatted(
                blob(layout, "application/vnd.oci.image.config.v1+json", utf8(config)),
                String.join(",", layers));
    String index =
        """
        {"schemaVersion":2,"manifests":[%s]}\
        """
            .formatted(blob(layout, "application/vnd.oci.image.manifest.v1+json", utf8(manifest)));
    Files.writeString(layout.resolve("index.json"), index);
    Files.writeString(layout.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
    return new TrainingImage(layout);
  }

  private static byte[] system() throws IOException {
    TrainingTar tar = new TrainingTar();
    tar.file(
        "usr/lib/os-release",
        utf8(
            "ID=debian\nVERSION_ID=\"12\"\nVERSION_CODENAME=bookworm\nPRETTY_NAME=\"Debian 12\"\n"));
    tar.file(
        "var/lib/dpkg/status",
        utf8(
            IntStream.range(0, 120)
                .mapToObj(TrainingImage::debianPackage)
                .collect(Collectors.joining("\n"))));
    tar.file("usr/bin/payload", payload(1));
    return tar.bytes();
  }

  private static String debianPackage(int number) {
    return """
    Package: training%s
    Status: install ok installed
    Priority: optional
    Section: libs
    Maintainer: Nobody <nobody@example.org>
    Architecture: amd64
    Source: training (1.%s)
    Version: 1.%s-2+deb12u1
    Depends: libc6 (>= 2.36), training0
    Description: a package to train with
     It has a long description.
    """
        .formatted(number, number, number);
  }

  private static byte[] application() throws IOException {
    TrainingTar tar = new TrainingTar();
    tar.file("app/application.jar", TrainingJar.bytes());
    tar.file(
        "usr/lib/node_modules/trained/package.json",
        utf8("{\"name\":\"trained\",\"version\":\"1.2.3\",\"license\":\"MIT\"}"));
    tar.file(
        "usr/lib/python3/dist-packages/trained-1.2.3.dist-info/METADATA",
        utf8("Metadata-Version: 2.1\nName: trained\nVersion: 1.2.3\nLicense: MIT\n"));
    tar.file("usr/share/.wh.gone", new byte[0]);
    tar.file("srv/payload", payload(2));
    return tar.bytes();
  }

  /// Half noise, half zeros: neither trivial to inflate nor slow to write.
  private static byte[] payload(long seed) {
    byte[] bytes = new byte[PAYLOAD_BYTES];
    byte[] noise = new byte[64];
    Random random = new Random(seed);
    for (int at = 0; at < bytes.length; at += 2 * noise.length) {
      random.nextBytes(noise);
      System.arraycopy(noise, 0, bytes, at, noise.length);
    }
    return bytes;
  }

  /// Stores a blob and returns its descriptor.
  private static String blob(Path layout, String mediaType, byte[] bytes) throws IOException {
    String digest = sha256(bytes);
    Files.write(layout.resolve("blobs/sha256").resolve(digest), bytes);
    return "{\"mediaType\":\"%s\",\"digest\":\"sha256:%s\",\"size\":%s}"
        .formatted(mediaType, digest, bytes.length);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(zipped)) {
      out.write(bytes);
    }
    return zipped.toByteArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
