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
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/// A small image for the training run, written as an OCI layout: a Debian, and a layer with an
/// application in it. What a usual image makes the product load or link is met here, so that the
/// AOT cache holds it; there is enough of it that the JVM gets to know the loops.
///
/// @param layout the folder of the layout
record TrainingImage(Path layout) {
  /// Writes the image below a folder that does not exist yet.
  static TrainingImage write(Path layout) throws IOException {
    Files.createDirectories(layout.resolve("blobs/sha256"));
    List<byte[]> tars = List.of(TrainingSystem.tar(), TrainingApplication.tar());
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
