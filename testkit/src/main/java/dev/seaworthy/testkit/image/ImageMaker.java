package dev.seaworthy.testkit.image;

import dev.seaworthy.testkit.Folders;
import dev.seaworthy.testkit.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// An image to be made. Layers are added from the lowest; the image is then written as an OCI
/// layout or archive, or as a Docker archive, as often as wanted and always the same.
public final class ImageMaker {
  private static final String OCI = "application/vnd.oci.image.";
  private static final String DOCKER = "application/vnd.docker.";

  private final List<LayerSpec> layers = new ArrayList<>();
  private final Map<String, String> labels = new TreeMap<>();
  private final Map<String, Object> annotations = new TreeMap<>();
  private final List<String> environment = new ArrayList<>();
  private final Map<String, Object> platform = new LinkedHashMap<>();
  private String created = "2026-01-01T00:00:00Z";
  private boolean docker;
  private boolean rootfsMissing;
  private @Nullable Descriptor subject;
  private UnaryOperator<String> configText = UnaryOperator.identity();
  private UnaryOperator<String> manifestText = UnaryOperator.identity();

  private ImageMaker(String os, String architecture) {
    platform.put("architecture", architecture);
    platform.put("os", os);
  }

  /// An image for Linux on amd64.
  public static ImageMaker linux() {
    return new ImageMaker("linux", "amd64");
  }

  public static ImageMaker forPlatform(String os, String architecture) {
    return new ImageMaker(os, architecture);
  }

  public ImageMaker variant(String variant) {
    platform.put("variant", variant);
    return this;
  }

  /// Adds a layer with the usual packing.
  public ImageMaker layer(TarWriter.Content content) {
    return layer(LayerSpec.of(content));
  }

  public ImageMaker layer(LayerSpec layer) {
    layers.add(layer);
    return this;
  }

  public ImageMaker label(String key, String value) {
    labels.put(key, value);
    return this;
  }

  public ImageMaker environment(String variable, String value) {
    return environment(variable + "=" + value);
  }

  /// An item as it is, which need not be an assignment.
  public ImageMaker environment(String item) {
    environment.add(item);
    return this;
  }

  /// An annotation of the manifest.
  public ImageMaker annotation(String key, String value) {
    annotations.put(key, value);
    return this;
  }

  /// When the config says it was made, in RFC 3339.
  public ImageMaker created(String instant) {
    created = instant;
    return this;
  }

  /// Makes the manifest point to what it is about, so that it is a referrer.
  public ImageMaker about(Descriptor subject) {
    this.subject = subject;
    return this;
  }

  /// Uses Docker's media types (manifest version 2, schema 2) instead of OCI's.
  public ImageMaker withDockerMediaTypes() {
    docker = true;
    return this;
  }

  /// Leaves `rootfs` out of the config.
  public ImageMaker withoutRootfs() {
    rootfsMissing = true;
    return this;
  }

  /// Rewrites the config's text before its digest is taken.
  public ImageMaker rewritingConfig(UnaryOperator<String> rewriting) {
    configText = rewriting;
    return this;
  }

  /// Rewrites the manifest's text before its digest is taken.
  public ImageMaker rewritingManifest(UnaryOperator<String> rewriting) {
    manifestText = rewriting;
    return this;
  }

  /// Blows the manifest up to more than so many bytes by an annotation.
  public ImageMaker withManifestOver(int bytes) {
    return annotation("padding", "x".repeat(bytes));
  }

  /// Writes it as the only image of an OCI layout.
  ///
  /// @param folder to be made
  /// @param reference the value of `org.opencontainers.image.ref.name`
  public MadeImage ociLayout(Path folder, String reference) throws IOException {
    OciLayoutMaker layout = OciLayoutMaker.in(folder);
    MadeImage made = layout.add(this);
    layout.refer(made.manifest(), reference).finish();
    return made;
  }

  /// Writes it as the only image of an OCI archive, a tar of a layout.
  public MadeImage ociArchive(Path file, String reference) throws IOException {
    Path scratch = Files.createTempDirectory("seaworthy-layout");
    try {
      MadeImage made = ociLayout(scratch, reference);
      FolderTar.write(scratch, file);
      return made;
    } finally {
      Folders.delete(scratch);
    }
  }

  /// Writes it as the only image of a Docker archive.
  ///
  /// @param tags such as `hold:1`; none for an image without a name
  public MadeImage dockerArchive(Path file, DockerArchiveStyle style, String... tags)
      throws IOException {
    return DockerArchiveMaker.write(this, file, style, List.of(tags));
  }

  MadeImage make(BlobFolder blobs, Compression usual) throws IOException {
    List<MadeLayer> made = new ArrayList<>();
    for (LayerSpec layer : layers) {
      made.add(layer.make(blobs, usual, docker));
    }
    String configType = docker ? DOCKER + "container.image.v1+json" : OCI + "config.v1+json";
    String manifestType =
        docker ? DOCKER + "distribution.manifest.v2+json" : OCI + "manifest.v1+json";
    Descriptor config = blobs.add(configType, configText.apply(Json.text(config(made))));
    Map<String, Object> manifest = new LinkedHashMap<>();
    manifest.put("schemaVersion", 2);
    manifest.put("mediaType", manifestType);
    manifest.put("config", config.json());
    manifest.put("layers", made.stream().map(layer -> layer.descriptor().json()).toList());
    if (subject != null) {
      manifest.put("subject", subject.json());
    }
    if (!annotations.isEmpty()) {
      manifest.put("annotations", annotations);
    }
    Descriptor descriptor = blobs.add(manifestType, manifestText.apply(Json.text(manifest)));
    return new MadeImage(descriptor.with("platform", platform), config, made);
  }

  private Map<String, Object> config(List<MadeLayer> made) {
    Map<String, Object> runtime = new LinkedHashMap<>();
    runtime.put("Env", environment);
    runtime.put("Labels", labels);
    Map<String, Object> config = new LinkedHashMap<>(platform);
    config.put("created", created);
    config.put("config", runtime);
    if (!rootfsMissing) {
      Map<String, Object> rootfs = new LinkedHashMap<>();
      rootfs.put("type", "layers");
      rootfs.put("diff_ids", made.stream().map(MadeLayer::diffId).toList());
      config.put("rootfs", rootfs);
    }
    config.put("history", layers.stream().map(this::history).toList());
    return config;
  }

  private Map<String, Object> history(LayerSpec layer) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("created", created);
    line.put("created_by", layer.createdBy());
    return line;
  }
}
