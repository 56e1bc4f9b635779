package dev.seaworthy.scan;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.JsonWriter;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.Location;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.certificate.CertificateError;
import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.Inventory;
import dev.seaworthy.inventory.sbomin.Attestation;
import dev.seaworthy.inventory.sbomin.SbomReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Bills of materials as in-toto statements, and what they say held against the image.
public final class SbomAttestation {

  /// The kind of document in the envelope (in-toto attestation framework v1).
  public static final String TYPE = "application/vnd.in-toto+json";

  private static final String STATEMENT = "https://in-toto.io/Statement/v1";
  private static final String CYCLONEDX = "https://cyclonedx.org/bom";

  private SbomAttestation() {}

  /// The statement that an image holds what a CycloneDX document lists.
  public static byte[] statement(String name, Digest manifest, String cycloneDx, Limits limits) {
    JsonObject predicate =
        new JsonReader(limits).readObject(cycloneDx.getBytes(StandardCharsets.UTF_8), "the SBOM");
    JsonObject subject =
        new JsonBuilder()
            .put("name", name)
            .put("digest", new JsonBuilder().put("sha256", manifest.hex()).build())
            .build();
    return JsonWriter.canonical(
        new JsonBuilder()
            .put("_type", STATEMENT)
            .putArray("subject", List.of(subject))
            .put("predicateType", CYCLONEDX)
            .put("predicate", predicate)
            .build());
  }

  /// What differs between an image and what is attested of it, by package URL.
  ///
  /// @param missing in the image, and not attested; sorted
  /// @param absent attested, and not in the image; sorted
  /// @param same how many are in both
  public record Comparison(List<String> missing, List<String> absent, int same) {
    public Comparison {
      missing = List.copyOf(missing);
      absent = List.copyOf(absent);
    }

    /// Whether nothing differs.
    public boolean isSame() {
      return missing.isEmpty() && absent.isEmpty();
    }
  }

  /// Holds a statement, whose signature was verified, against the image.
  ///
  /// @param statement the payload
  /// @param manifest the digest of the image's manifest
  /// @param seen what is in the image
  /// @throws SeaworthyException [CertificateError#OTHER_SUBJECT] when it speaks of another image,
  ///   [CertificateError#NO_SBOM_ATTESTED] when it is about something else than a bill of materials
  public static Comparison compare(
      byte[] statement, Digest manifest, Inventory seen, String what, Limits limits) {
    Attestation attestation =
        Attestation.unwrap(statement, what, limits)
            .orElseThrow(() ->
                new SeaworthyException(
                    CertificateError.NO_SBOM_ATTESTED, what + " attests no bill of materials"));
    if (!attestation.subjects().contains(manifest)) {
      throw new SeaworthyException(
          CertificateError.OTHER_SUBJECT,
          "%s speaks of %s, and the image is %s"
              .formatted(
                  what,
                  attestation.subjects().isEmpty() ? "nothing" : attestation.subjects().getFirst(),
                  manifest));
    }
    Set<String> attested =
        purls(
            SbomReader.read(
                    attestation.document().getBytes(StandardCharsets.UTF_8),
                    Location.image(),
                    what,
                    limits)
                .inventory());
    Set<String> inside = purls(seen);
    Set<String> missing = new TreeSet<>(inside);
    missing.removeAll(attested);
    Set<String> absent = new TreeSet<>(attested);
    absent.removeAll(inside);
    return new Comparison(
        List.copyOf(missing), List.copyOf(absent), inside.size() - missing.size());
  }

  private static Set<String> purls(Inventory inventory) {
    return inventory.components().stream()
        .map(Component::purl)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
