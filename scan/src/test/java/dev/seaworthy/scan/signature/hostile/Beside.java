package dev.seaworthy.scan.signature.hostile;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Limits;
import dev.seaworthy.image.AttachmentWriter;
import dev.seaworthy.image.Image;
import dev.seaworthy.image.ImageSource;
import dev.seaworthy.image.MediaType;
import dev.seaworthy.image.OpenOptions;
import dev.seaworthy.image.Platform;
import dev.seaworthy.image.RegistryOptions;
import dev.seaworthy.image.RegistryOptions.Traffic;
import dev.seaworthy.image.source.ImageSources;
import dev.seaworthy.scan.signature.ImageSignatures;
import dev.seaworthy.signing.SigningKey;
import dev.seaworthy.signing.cosign.CosignArtifact;
import dev.seaworthy.signing.cosign.SimpleSigning;
import dev.seaworthy.signing.keyless.SigstoreBundle;
import dev.seaworthy.signing.reference.Trust;
import dev.seaworthy.testkit.image.ImageMaker;
import dev.seaworthy.testkit.image.LayerSpec;
import dev.seaworthy.verdict.policy.SignatureFact;
import dev.seaworthy.verdict.policy.SignatureSearch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// An image in a layout, and whatever is put beside it.
public final class Beside {

  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  private final Path layout;
  private final SigningKey key = SigningKey.generate();
  private final ImageSource source;
  private final OpenOptions options;

  public Beside(Path folder, String content) throws IOException {
    layout = folder.resolve(content);
    ImageMaker.linux()
        .layer(LayerSpec.of(tar -> tar.file("a", content)))
        .ociLayout(layout, "registry.example/shop/cart:1.8");
    source = ImageSources.parse("oci-layout:" + layout + ":registry.example/shop/cart:1.8");
    options =
        OpenOptions.of(
            Limits.defaults(),
            Platform.of("linux", "amd64"),
            folder,
            RegistryOptions.of(Traffic.of(Clock.systemUTC(), Thread::sleep)));
  }

  /// The key that is trusted.
  public SigningKey key() {
    return key;
  }

  public Digest image() {
    try (AttachmentWriter writer = ImageSources.writer(source, options)) {
      return writer.subject().digest();
    }
  }

  /// Puts a payload with a signature under the image's tag.
  public void tag(String payload, String base64) {
    byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
    tag(Digest.sha256(bytes), bytes.length, base64, bytes);
  }

  /// Puts a manifest under the image's tag that says so much of its payload.
  public void tag(Digest digest, long size, String base64, byte[] payload) {
    byte[] config = "{}".getBytes(StandardCharsets.UTF_8);
    String manifest =
        "{\"schemaVersion\":2,\"config\":{\"mediaType\":\"application/vnd.oci.image.config.v1+json\",\"digest\":\"%s\",\"size\":2},\"layers\":[{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%s,\"annotations\":{\"dev.cosignproject.cosign/signature\":\"%s\"}}]}"
            .formatted(Digest.sha256(config), SimpleSigning.MEDIA_TYPE, digest, size, base64);
    try (AttachmentWriter writer = ImageSources.writer(source, options)) {
      writer.tag(
          CosignArtifact.signatureTag(writer.subject().digest()),
          manifest.getBytes(StandardCharsets.UTF_8),
          List.of(config, payload));
    }
  }

  /// Attaches a document as cosign does its bundles.
  public void bundle(byte[] json) {
    try (AttachmentWriter writer = ImageSources.writer(source, options)) {
      writer.attach(
          writer.subject(),
          SigstoreBundle.MEDIA_TYPE,
          new MediaType(SigstoreBundle.MEDIA_TYPE),
          json,
          Map.of());
    }
  }

  /// What a blob of the layout holds.
  public Path blob(Digest digest) {
    return layout.resolve("blobs/sha256").resolve(digest.hex());
  }

  /// The digest of the one blob whose text holds this.
  public Digest blobWith(String text) throws IOException {
    try (var files = Files.list(layout.resolve("blobs/sha256"))) {
      for (Path file : files.toList()) {
        if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(text)) {
          return Digest.parse("sha256:" + file.getFileName());
        }
      }
    }
    throw new IllegalStateException("no blob has " + text);
  }

  public SignatureSearch searched() {
    return searched(Limits.defaults());
  }

  public SignatureSearch searched(Limits limits) {
    Trust trust = new Trust(Set.of(key.verification()), List.of());
    try (Image image = ImageSources.open(source, options.withLimits(limits))) {
      return new ImageSignatures(trust, NOW, limits).look(source, image.attachments());
    }
  }

  /// The code of the one thing that was found and doesn't count.
  public String code() {
    SignatureSearch search = searched();
    if (search.facts().size() != 1 || !search.valid().isEmpty()) {
      throw new AssertionError(search.toString());
    }
    SignatureFact only = search.facts().getFirst();
    return only.code();
  }
}
