package dev.seaworthy.image.registry;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonValue.JsonArray;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.JsonWriter;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.image.Descriptor;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.image.ImageReference;
import dev.seaworthy.image.MediaType;
import dev.seaworthy.image.manifest.ImageDocument;
import dev.seaworthy.image.manifest.ImageIndex;
import dev.seaworthy.image.manifest.ReferrerManifest;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Puts small documents into a repository and attaches them to an image (distribution-spec 1.1,
/// "Push" and "Pushing Manifests with Subject").
final class Uploads {

  private static final String BYTES = "application/octet-stream";

  private final RegistryClient client;
  private final RepositoryClient repository;
  private final ImageReference image;

  Uploads(RegistryClient client, RepositoryClient repository, ImageReference image) {
    this.client = client;
    this.repository = repository;
    this.image = image;
  }

  /// @return the descriptor of the manifest that names the subject
  Descriptor attach(
      Descriptor subject,
      String artifactType,
      MediaType type,
      byte[] content,
      Map<String, String> annotations) {
    blob(ReferrerManifest.configBytes());
    blob(content);
    ReferrerManifest made = ReferrerManifest.of(subject, artifactType, type, content, annotations);
    Descriptor attached = made.descriptor();
    boolean isListed =
        !manifest(attached.digest().toString(), MediaType.OCI_MANIFEST, made.bytes())
            .header("OCI-Subject")
            .isEmpty();
    if (!isListed) {
      list(subject.digest(), attached);
    }
    return attached;
  }

  /// Registries without the referrers API list what is attached in an index under a tag
  /// (distribution-spec 1.1, "Referrers Tag Schema"). Whatever other tools wrote there stays as it
  /// is, known to us or not.
  private void list(Digest subject, Descriptor attached) {
    String tag = Referrers.tag(subject);
    String what = "%s:%s".formatted(repository.shown(), tag);
    JsonObject index =
        client
            .findManifest(new ImageReference(image.registry(), image.repository(), tag, null))
            .map(served -> listed(served.bytes(), what))
            .orElseGet(Uploads::emptyIndex);
    JsonObject entry =
        ReferrerManifest.json(attached, attached.artifactType(), attached.annotations());
    manifest(
        tag,
        MediaType.OCI_INDEX,
        JsonWriter.canonical(with(index, entry), what, ImageError.REGISTRY_PROTOCOL));
  }

  /// @throws SeaworthyException when what lies under the tag is no index, and so not ours to change
  private JsonObject listed(byte[] bytes, String what) {
    if (ImageDocument.parse(bytes, MediaType.OCI_INDEX, what, client.limits())
        instanceof ImageIndex) {
      return new JsonReader(client.limits()).readObject(bytes, what);
    }
    throw new SeaworthyException(ImageError.NOT_AN_IMAGE, what + " is not an index");
  }

  private static JsonObject emptyIndex() {
    return new JsonBuilder()
        .put("schemaVersion", 2)
        .put("mediaType", MediaType.OCI_INDEX.value())
        .putArray("manifests", List.of())
        .build();
  }

  /// The index with one more entry, or with what it lacked of the entry that it had.
  private static JsonObject with(JsonObject index, JsonObject entry) {
    List<JsonValue> entries = new ArrayList<>();
    boolean isKnown = false;
    for (JsonValue item : index.array("manifests")) {
      boolean isSame =
          item instanceof JsonObject known && known.text("digest").equals(entry.text("digest"));
      entries.add(isSame ? completed((JsonObject) item, entry) : item);
      isKnown |= isSame;
    }
    if (!isKnown) {
      entries.add(entry);
    }
    Map<String, JsonValue> members = new LinkedHashMap<>(index.members());
    members.put("manifests", new JsonArray(entries));
    return new JsonObject(members);
  }

  private static JsonObject completed(JsonObject known, JsonObject entry) {
    Map<String, JsonValue> members = new LinkedHashMap<>(known.members());
    entry.members().forEach(members::putIfAbsent);
    return new JsonObject(members);
  }

  /// A manifest, under a tag or its own digest.
  Answer manifest(String reference, MediaType type, byte[] bytes) {
    String what = "manifest " + reference;
    Answer answer =
        repository.send(
            "PUT",
            repository.at("manifests/" + reference),
            new Transport.Body(type.value(), bytes),
            what);
    if (answer.status() != 201) {
      throw repository.failure(answer, "%s of %s".formatted(what, repository.shown()));
    }
    return answer;
  }

  /// A blob, unless the registry has it.
  void blob(byte[] bytes) {
    Digest digest = Digest.sha256(bytes);
    if (client.hasBlob(image, digest)) {
      return;
    }
    String what = "an upload to " + repository.shown();
    Answer begun =
        repository.send(
            "POST", repository.at("blobs/uploads/"), new Transport.Body(BYTES, new byte[0]), what);
    if (begun.status() != 202) {
      throw repository.failure(begun, what);
    }
    Answer ended =
        repository.send(
            "PUT", place(begun, digest), new Transport.Body(BYTES, bytes), "blob " + digest);
    if (ended.status() != 201) {
      throw repository.failure(ended, "blob " + digest);
    }
  }

  private URI place(Answer begun, Digest digest) {
    try {
      URI location = begun.uri().resolve(begun.header("Location"));
      String joint = location.getRawQuery() == null ? "?" : "&";
      return URI.create(location + joint + "digest=" + digest.toString().replace(":", "%3A"));
    } catch (IllegalArgumentException e) {
      throw new SeaworthyException(
          ImageError.REGISTRY_PROTOCOL,
          "%s begins an upload at something that is no address".formatted(repository.shown()),
          e);
    }
  }
}
