package dev.seaworthy.image.layout;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonValue.JsonArray;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.JsonWriter;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.image.AttachmentWriter;
import dev.seaworthy.image.Descriptor;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.image.ImageReference;
import dev.seaworthy.image.ImageSource;
import dev.seaworthy.image.MediaType;
import dev.seaworthy.image.OpenOptions;
import dev.seaworthy.image.manifest.ImageDocument;
import dev.seaworthy.image.manifest.ImageIndex;
import dev.seaworthy.image.manifest.Manifest;
import dev.seaworthy.image.manifest.ReferrerManifest;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Puts documents beside an image of a layout in a directory: blobs first, then `index.json` in one
/// step.
public final class LayoutWriter implements AttachmentWriter {

  private static final String NAME = "org.opencontainers.image.ref.name";
  private static final String INDEX = "index.json";

  /// In the list, an entry of this type is no image to choose from, whatever its config says.
  private static final String SIGNATURES = "application/vnd.dev.cosign.artifact.sig.v1+json";

  private final Path directory;
  private final String repository;
  private final Descriptor subject;
  private final List<Descriptor> platforms;
  private final Limits limits;

  private LayoutWriter(
      Path directory,
      String repository,
      Descriptor subject,
      List<Descriptor> platforms,
      Limits limits) {
    this.directory = directory;
    this.repository = repository;
    this.subject = subject;
    this.platforms = platforms;
    this.limits = limits;
  }

  /// Finds what the source stands for.
  ///
  /// @throws SeaworthyException with an [ImageError]
  public static LayoutWriter open(ImageSource.OciLayout source, OpenOptions options) {
    Limits limits = options.limits();
    try (LayoutBlobs blobs = OciLayouts.blobs(source.path(), limits)) {
      List<Descriptor> roots = OciLayouts.roots(blobs, source.ref());
      if (roots.size() > 1) {
        throw new SeaworthyException(
            ImageError.AMBIGUOUS,
            "%s names %s manifests, one for each platform".formatted(source.text(), roots.size()),
            "Say which one: append its digest to the path, after a colon.",
            null);
      }
      Descriptor root = roots.getFirst();
      ImageDocument document =
          ImageDocument.parse(blobs.manifest(root), root.mediaType(), source.text(), limits);
      MediaType type =
          document instanceof ImageIndex ? MediaType.OCI_INDEX : MediaType.OCI_MANIFEST;
      return new LayoutWriter(
          source.path(),
          repository(LayoutNames.name(root)),
          Descriptor.of(
              root.mediaType().value().isEmpty() ? type : root.mediaType(),
              root.digest(),
              root.size()),
          switch (document) {
            case ImageIndex index -> index.manifests();
            case Manifest _ -> List.of();
          },
          limits);
    }
  }

  /// Where the layout keeps full names, they name the repository.
  private static String repository(String name) {
    try {
      if (name.contains("/")) {
        ImageReference reference = ImageReference.parse(name);
        return reference.registry() + "/" + reference.repository();
      }
    } catch (SeaworthyException e) {
      // A name of another kind.
    }
    return "";
  }

  @Override
  public String repository() {
    return repository;
  }

  @Override
  public Descriptor subject() {
    return subject;
  }

  @Override
  public List<Descriptor> platforms() {
    return platforms;
  }

  @Override
  public Optional<byte[]> tagged(String tag) {
    try (LayoutBlobs blobs = OciLayouts.blobs(directory, limits)) {
      return blobs.tagged(tag).map(blobs::manifest);
    }
  }

  @Override
  public void tag(String tag, byte[] manifest, Collection<byte[]> blobs) {
    JsonObject entry =
        ReferrerManifest.json(
            Descriptor.of(MediaType.OCI_MANIFEST, Digest.sha256(manifest), manifest.length),
            SIGNATURES,
            Map.of(NAME, tag));
    List<byte[]> contents = new ArrayList<>(blobs);
    contents.add(manifest);
    list(contents, entry, known -> known.object("annotations").text(NAME).equals(tag));
  }

  @Override
  public Descriptor attach(
      Descriptor to,
      String artifactType,
      MediaType type,
      byte[] content,
      Map<String, String> annotations) {
    ReferrerManifest made = ReferrerManifest.of(to, artifactType, type, content, annotations);
    Descriptor attached = made.descriptor();
    list(
        List.of(ReferrerManifest.configBytes(), content, made.bytes()),
        ReferrerManifest.json(attached, attached.artifactType(), attached.annotations()),
        known -> known.text("digest").equals(attached.digest().toString()));
    return attached;
  }

  private void blob(byte[] bytes) {
    Digest digest = Digest.sha256(bytes);
    Path folder = directory.resolve("blobs").resolve(digest.algorithm().wireName());
    Path file = folder.resolve(digest.hex());
    try {
      if (!Files.exists(file)) {
        Files.createDirectories(folder);
        replace(file, bytes);
      }
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  /// Adds an entry to `index.json`, in place of those that it replaces, once its contents are
  /// there. One writer at a time; nothing is written beside an index that can't be.
  private void list(List<byte[]> contents, JsonObject entry, Predicate<JsonObject> isReplaced) {
    Path index = directory.resolve(INDEX);
    try (FileChannel lock =
            FileChannel.open(directory.resolve("oci-layout"), StandardOpenOption.WRITE);
        var _ = lock.lock()) {
      if (Files.size(index) > limits.of(Limit.MANIFEST_BYTES)) {
        throw new SeaworthyException(ImageError.LIMIT, index + " is too large to be added to");
      }
      JsonObject before =
          new JsonReader(limits).readObject(Files.readAllBytes(index), index.toString());
      List<JsonValue> entries = new ArrayList<>();
      for (JsonObject known : before.objects("manifests")) {
        if (!isReplaced.test(known)) {
          entries.add(known);
        }
      }
      entries.add(entry);
      Map<String, JsonValue> members = new LinkedHashMap<>(before.members());
      members.put("manifests", new JsonArray(entries));
      byte[] after =
          JsonWriter.canonical(new JsonObject(members), index.toString(), ImageError.UNWRITABLE);
      contents.forEach(this::blob);
      replace(index, after);
    } catch (IOException e) {
      throw unwritable(index, e);
    }
  }

  private static void replace(Path file, byte[] bytes) throws IOException {
    Path made = Files.createTempFile(file.toAbsolutePath().getParent(), ".new-", "");
    try {
      Files.write(made, bytes);
      Files.move(made, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(made);
    }
  }

  private static SeaworthyException unwritable(Path file, IOException cause) {
    return new SeaworthyException(
        ImageError.UNWRITABLE, "tried to write %s: %s".formatted(file, cause), cause);
  }

  @Override
  public void close() {
    // Nothing is kept open.
  }
}
