package dev.seaworthy.inspection;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.JsonWriter;
import dev.seaworthy.base.Location;
import dev.seaworthy.image.FileRecord;
import dev.seaworthy.image.ImageFacts;
import dev.seaworthy.image.LayerFacts;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// On what content an observation rests, so that what people approved of one content doesn't count
/// for another.
public final class SeenContent {

  /// The detail with the digest of the file that was looked into; of a SCAP rule, which names no
  /// file, that of all layers.
  static final String DETAIL = "content";

  /// What stands before the digest of something that is no file's content.
  private static final String SEEN = "seen:";

  /// Between a file and what lies in it.
  private static final String NESTED = "!/";

  private static final String SCAP = "scap.";
  private static final String PURL = "purl";

  /// Where a file lies isn't what is in it.
  private static final Set<String> PLACES =
      Set.of(DETAIL, Concealment.DELETED_IN, Concealment.REPLACED_IN);

  private SeenContent() {}

  /// The inspection with the digests of the files that were looked into.
  public static Inspection told(Inspection inspection, ImageFacts facts) {
    return new Inspection(
        inspection.observations().stream().map(seen -> told(seen, facts)).toList(),
        inspection.engines(),
        inspection.gaps());
  }

  private static Observation told(Observation seen, ImageFacts facts) {
    Optional<Digest> content =
        seen.rule().id().startsWith(SCAP)
            ? Optional.of(layers(facts))
            : file(seen.location(), facts).flatMap(FileRecord::sha256);
    return content.map(digest -> seen.with(DETAIL, digest.toString())).orElse(seen);
  }

  private static Digest layers(ImageFacts facts) {
    String all =
        facts.layers().stream()
            .map(LayerFacts::diffId)
            .map(Object::toString)
            .collect(Collectors.joining("\n"));
    return Digest.sha256(all.getBytes(StandardCharsets.UTF_8));
  }

  /// The file itself, or the one in which the place lies.
  private static Optional<FileRecord> file(Location location, ImageFacts facts) {
    String path = location.path();
    Optional<FileRecord> file = find(path, location.layer(), facts);
    for (int cut = path.indexOf(NESTED);
        file.isEmpty() && cut > 0;
        cut = path.indexOf(NESTED, cut + 1)) {
      file = find(path.substring(0, cut), location.layer(), facts);
    }
    return file;
  }

  private static Optional<FileRecord> find(String path, int layer, ImageFacts facts) {
    if (!path.startsWith("/") || layer >= facts.layers().size()) {
      return Optional.empty();
    }
    return layer == Location.NO_LAYER
        ? facts.tree().find(path)
        : facts.layers().get(layer).files().find(path);
  }

  /// On what an observation rests: of a secret or malware the digest of the file, as
  /// `sha256:<hex>`; of everything else `seen:sha256:<hex>`, of a canonical JSON object (RFC 8785)
  /// with `rule`, `key` and either `purl`, for what is said of a package, or `evidence` and
  /// `details`, with the digest of the file where one was looked into.
  public static String of(Observation seen) {
    String content = seen.detailOrNull(DETAIL);
    if (content != null && seen.rule().subject() != Subject.CHECK) {
      return content;
    }
    JsonBuilder json = new JsonBuilder().put("rule", seen.rule().id()).put("key", seen.key());
    String purl = seen.detailOrNull(PURL);
    if (purl != null) {
      json.put(PURL, purl);
    } else {
      SortedMap<String, String> details = new TreeMap<>(seen.details());
      details.keySet().removeAll(PLACES);
      JsonBuilder told = new JsonBuilder();
      details.forEach(told::put);
      json.put("evidence", seen.evidence())
          .put("details", told.build())
          .putUnlessEmpty(DETAIL, content == null ? "" : content);
    }
    return SEEN + Digest.sha256(JsonWriter.canonical(json.build()));
  }

  /// On what several rest; sorted, each once.
  public static List<String> of(List<Observation> observations) {
    return observations.stream().map(SeenContent::of).sorted().distinct().toList();
  }
}
