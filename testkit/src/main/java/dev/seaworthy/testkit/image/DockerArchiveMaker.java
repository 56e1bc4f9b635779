package dev.seaworthy.testkit.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.seaworthy.testkit.Folders;
import dev.seaworthy.testkit.Json;
import dev.seaworthy.testkit.Sha256;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes an image as a Docker archive.
final class DockerArchiveMaker {
  private final Path scratch;
  private final BlobFolder blobs;
  private final MadeImage made;
  private final List<String> tags;

  private DockerArchiveMaker(Path scratch, ImageMaker image, Compression usual, List<String> tags)
      throws IOException {
    this.scratch = scratch;
    this.blobs = new BlobFolder(scratch);
    this.made = image.make(blobs, usual);
    this.tags = tags;
  }

  static MadeImage write(ImageMaker image, Path file, DockerArchiveStyle style, List<String> tags)
      throws IOException {
    Path scratch = Files.createTempDirectory("seaworthy-archive");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
      DockerArchiveMaker maker = new DockerArchiveMaker(scratch, image, Compression.NONE, tags);
      TarWriter tar = TarWriter.to(out);
      switch (style) {
        case CLASSIC -> maker.writeClassic(tar, false);
        case CLASSIC_WITH_LINKS -> maker.writeClassic(tar, true);
        case FLAT -> maker.writeFlat(tar);
        case OCI_INSIDE -> maker.writeOciInside(tar);
      }
      tar.finish();
      return maker.made;
    } finally {
      Folders.delete(scratch);
    }
  }

  private void writeClassic(TarWriter tar, boolean linking) throws IOException {
    Map<String, String> firstOfDiffId = new LinkedHashMap<>();
    List<String> places = new ArrayList<>();
    String parent = "";
    for (MadeLayer layer : made.layers()) {
      String id = Sha256.hex(Sha256.of(parent + " " + layer.diffId()));
      String place = id + "/layer.tar";
      String first = firstOfDiffId.putIfAbsent(layer.diffId(), place);
      tar.directory(id).file(id + "/VERSION", "1.0").file(id + "/json", legacyJson(id, parent));
      if (first != null && linking) {
        tar.symlink(place, "../" + first);
      } else {
        addBlob(tar, place, layer.descriptor().digest());
      }
      places.add(place);
      parent = id;
    }
    String config = Sha256.hex(made.config().digest()) + ".json";
    addBlob(tar, config, made.config().digest());
    writeManifest(tar, config, places);
    writeRepositories(tar, parent);
  }

  private void writeFlat(TarWriter tar) throws IOException {
    Map<String, String> places = new LinkedHashMap<>();
    List<String> inOrder = new ArrayList<>();
    for (MadeLayer layer : made.layers()) {
      String place = Sha256.hex(layer.descriptor().digest()) + ".tar";
      if (places.putIfAbsent(layer.descriptor().digest(), place) == null) {
        addBlob(tar, place, layer.descriptor().digest());
      }
      inOrder.add(place);
    }
    String config = Sha256.hex(made.config().digest()) + ".json";
    addBlob(tar, config, made.config().digest());
    writeManifest(tar, config, inOrder);
  }

  private void writeOciInside(TarWriter tar) throws IOException {
    OciLayoutMaker layout = OciLayoutMaker.in(scratch);
    for (String tag : tags) {
      layout.refer(
          made.manifest()
              .annotated("io.containerd.image.name", "docker.io/library/" + tag)
              .annotated(OciLayoutMaker.REFERENCE_NAME, tag.substring(tag.indexOf(':') + 1)));
    }
    if (tags.isEmpty()) {
      layout.refer(made.manifest());
    }
    layout.finish();
    FolderTar.add(tar, scratch);
    List<String> places =
        made.layers().stream().map(layer -> blobPlace(layer.descriptor().digest())).toList();
    writeManifest(tar, blobPlace(made.config().digest()), places);
    writeRepositories(tar, Sha256.hex(made.manifest().digest()));
  }

  private void writeManifest(TarWriter tar, String config, List<String> layers) throws IOException {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("Config", config);
    entry.put("RepoTags", tags);
    entry.put("Layers", layers);
    tar.file("manifest.json", Json.text(List.of(entry)));
  }

  private void writeRepositories(TarWriter tar, String top) throws IOException {
    Map<String, Map<String, String>> repositories = new LinkedHashMap<>();
    for (String tag : tags) {
      int colon = tag.lastIndexOf(':');
      repositories
          .computeIfAbsent(tag.substring(0, colon), name -> new LinkedHashMap<>())
          .put(tag.substring(colon + 1), top);
    }
    if (!repositories.isEmpty()) {
      tar.file("repositories", Json.text(repositories));
    }
  }

  private void addBlob(TarWriter tar, String name, String digest) throws IOException {
    Path blob = blobs.file(digest);
    if (Files.exists(blob)) {
      try (InputStream body = Files.newInputStream(blob)) {
        tar.entry(TarEntry.file(name), Files.size(blob), body);
      }
    }
  }

  private static String blobPlace(String digest) {
    return "blobs/sha256/" + Sha256.hex(digest);
  }

  private static byte[] legacyJson(String id, String parent) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", id);
    if (!parent.isEmpty()) {
      json.put("parent", parent);
    }
    json.put("created", "1970-01-01T00:00:00Z");
    return Json.text(json).getBytes(UTF_8);
  }
}
