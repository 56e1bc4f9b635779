package dev.seaworthy.inspection.bases;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.image.DiffId;
import dev.seaworthy.inspection.InspectionError;
import dev.seaworthy.inspection.bases.AllowedImage.Release;
import dev.seaworthy.rulebook.RuleDocument;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads a list of allowed base images, strictly: what isn't known is an error, with its place.
///
/// ```json
/// {
///   "version": 1,
///   "bases": [
///     {
///       "name": "debian",
///       "repositories": ["registry.example/base/debian"],
///       "digests": ["sha256:..."],
///       "signers": ["release@example"],
///       "releases": [
///         {"version": "12.11", "date": "2026-10-01", "digest": "sha256:...", "layers": ["sha256:..."],
///          "until": "2027-06-30"}
///       ]
///     }
///   ]
/// }
/// ```
public final class AllowedBasesReader {

  private static final Pattern REPOSITORY = Pattern.compile("[a-z0-9.*_:/-]{1,255}");
  private static final int TEXT_CHARS_MAX = 200;

  private AllowedBasesReader() {}

  /// Reads a list.
  ///
  /// @param path what it is called in messages
  /// @throws SeaworthyException [InspectionError#BAD_BASE_LIST] with the member that is wrong
  public static AllowedBases read(String path, byte[] bytes, Limits limits) {
    String what = Text.visible(path);
    try {
      if (bytes.length > limits.of(Limit.BUILD_FILE_BYTES)) {
        throw bad(
            what,
            "it has %s bytes, more than the limit %s = %s"
                .formatted(
                    bytes.length, Limit.BUILD_FILE_BYTES.key(), limits.of(Limit.BUILD_FILE_BYTES)));
      }
      RuleDocument document =
          new RuleDocument(what, new JsonReader(limits).readObject(bytes, what))
              .only("version", "bases");
      document.number("version", 1, 1);
      List<AllowedImage> images = new ArrayList<>();
      for (RuleDocument part : document.parts("bases")) {
        images.add(image(part));
      }
      return new AllowedBases(images);
    } catch (SeaworthyException e) {
      if (e.code() == InspectionError.BAD_BASE_LIST) {
        throw e;
      }
      throw new SeaworthyException(
          InspectionError.BAD_BASE_LIST, String.valueOf(e.getMessage()), e);
    }
  }

  private static AllowedImage image(RuleDocument part) {
    part.only("name", "repositories", "digests", "signers", "releases");
    List<String> repositories = texts(part, "repositories");
    for (String repository : repositories) {
      if (!REPOSITORY.matcher(repository).matches()) {
        throw bad(
            part.what(),
            "\"repositories\" holds \"%s\", which is no repository; give it with its registry and without tag, as in docker.io/library/debian"
                .formatted(Text.shorten(repository, 80)));
      }
    }
    Set<Digest> digests = new HashSet<>(digests(part, "digests"));
    List<Release> releases = new ArrayList<>();
    if (part.object().members().containsKey("releases")) {
      for (RuleDocument release : part.parts("releases")) {
        releases.add(release(release));
      }
    }
    List<String> signers = texts(part, "signers");
    if (repositories.isEmpty() && digests.isEmpty() && releases.isEmpty() && signers.isEmpty()) {
      throw bad(part.what(), "it allows nothing: give repositories, digests, releases or signers");
    }
    return new AllowedImage(shortText(part, "name"), repositories, digests, signers, releases);
  }

  private static Release release(RuleDocument part) {
    part.only("version", "date", "digest", "layers", "until");
    return new Release(
        shortText(part, "version"),
        part.day("date"),
        part.digest("digest"),
        digests(part, "layers").stream().map(DiffId::new).toList(),
        part.dayOrNull("until"));
  }

  private static List<Digest> digests(RuleDocument part, String member) {
    return part.object().members().containsKey(member) ? part.digests(member) : List.of();
  }

  private static List<String> texts(RuleDocument part, String member) {
    return part.object().members().containsKey(member) ? part.texts(member) : List.of();
  }

  private static String shortText(RuleDocument part, String member) {
    return Text.shorten(part.text(member), TEXT_CHARS_MAX);
  }

  private static SeaworthyException bad(String what, String problem) {
    return new SeaworthyException(InspectionError.BAD_BASE_LIST, what + ": " + problem);
  }
}
