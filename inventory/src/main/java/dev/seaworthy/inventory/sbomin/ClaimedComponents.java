package dev.seaworthy.inventory.sbomin;

import dev.seaworthy.base.Gap;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.Location;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.image.AnalyserId;
import dev.seaworthy.image.DiffId;
import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.Evidence;
import dev.seaworthy.inventory.PackageUrl;
import dev.seaworthy.inventory.Relationship.Kind;
import dev.seaworthy.inventory.sbomin.Troubles.Trouble;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// Collects what a document lists, in the order in which it comes: first all components, then how
/// they relate.
final class ClaimedComponents {

  /// Who recognised components that a document names without saying who did.
  static final AnalyserId READER = new AnalyserId("sbom", 1);

  private static final int PURL_CHARS_MAX = 8_192;
  private static final int PLACES_COMPARED_MAX = 16;
  private static final int NO_COMPONENT = -1;

  /// A relation between positions.
  record Edge(int from, Kind kind, int to) {}

  private final Location document;
  private final String method;
  private final Map<String, Integer> layers = new HashMap<>();
  private final long componentsMax;
  private final long relationshipsMax;
  private final Troubles troubles;
  private final List<Component> components = new ArrayList<>();
  private final List<PackageUrl> purls = new ArrayList<>();
  private final List<Edge> edges = new ArrayList<>();
  private final Map<String, Integer> references = new HashMap<>();
  private final List<Gap> gaps = new ArrayList<>();

  /// @param document where the document itself lies
  ClaimedComponents(Location document, SbomOrigin origin, List<DiffId> layers, Limits limits) {
    this.document = document;
    this.method = origin.formatWords() + " " + origin.makerWords();
    for (int i = 0; i < layers.size(); i++) {
      this.layers.putIfAbsent(layers.get(i).toString(), i);
    }
    this.componentsMax = limits.of(Limit.SBOM_COMPONENTS);
    this.relationshipsMax = limits.of(Limit.SBOM_RELATIONSHIPS);
    this.troubles = new Troubles(document);
  }

  /// Adds a component.
  void add(Claim claim) {
    Claim.Names names = claim.names();
    int index = NO_COMPONENT;
    if (names.purl().isEmpty()) {
      troubles.add(Trouble.NO_PURL, names.shown());
    } else if (components.size() >= componentsMax) {
      troubles.add(Trouble.TOO_MANY_COMPONENTS, names.shown());
    } else {
      try {
        PackageUrl purl = purl(names);
        index = components.size();
        components.add(component(claim, purl));
        purls.add(purl);
      } catch (SeaworthyException e) {
        index = NO_COMPONENT;
        troubles.add(Trouble.BAD_PURL, names.purl());
      }
    }
    refer(claim.reference(), index);
  }

  /// Something that relations may name and that is no component, such as a file.
  void known(String reference) {
    if (!reference.isEmpty()) {
      references.putIfAbsent(reference, NO_COMPONENT);
    }
  }

  /// Adds what the document says of two of its components; relations of other things are passed
  /// over.
  void relate(String from, Kind kind, String to) {
    Integer left = references.get(from);
    Integer right = references.get(to);
    if (left == null || right == null) {
      troubles.add(Trouble.NO_SUCH_REFERENCE, left == null ? from : to);
      return;
    }
    if (left == NO_COMPONENT || right == NO_COMPONENT || left.equals(right)) {
      return;
    }
    if (edges.size() >= relationshipsMax) {
      troubles.add(Trouble.TOO_MANY_RELATIONSHIPS, from);
      return;
    }
    edges.add(new Edge(left, kind, right));
  }

  /// Whether one component lies inside the file of the other.
  boolean isInside(String holder, String held) {
    Integer outer = references.get(holder);
    Integer inner = references.get(held);
    if (outer == null || inner == null || outer == NO_COMPONENT || inner == NO_COMPONENT) {
      return false;
    }
    return components.get(outer).evidence().stream()
        .limit(PLACES_COMPARED_MAX)
        .map(around -> around.location().path() + "!/")
        .anyMatch(prefix ->
            components.get(inner).evidence().stream()
                .limit(PLACES_COMPARED_MAX)
                .anyMatch(place -> place.location().path().startsWith(prefix)));
  }

  /// A gap that the document itself tells of.
  void gap(Gap gap) {
    gaps.add(gap);
  }

  Troubles troubles() {
    return troubles;
  }

  List<Component> components() {
    return components;
  }

  /// As read, by the position of the component.
  List<PackageUrl> purls() {
    return purls;
  }

  List<Edge> edges() {
    return edges;
  }

  /// What the document told of, and then what was wrong with it.
  List<Gap> gaps() {
    List<Gap> all = new ArrayList<>(gaps);
    all.addAll(troubles.gaps());
    return all;
  }

  private void refer(String reference, int index) {
    if (reference.isEmpty()) {
      return;
    }
    Integer taken = references.putIfAbsent(reference, index);
    if (taken != null) {
      troubles.add(Trouble.SAME_REFERENCE, reference);
    }
  }

  private static PackageUrl purl(Claim.Names names) {
    if (names.purl().length() > PURL_CHARS_MAX) {
      throw new SeaworthyException(
          dev.seaworthy.inventory.InventoryError.BAD_PURL,
          "a package URL of %s characters".formatted(names.purl().length()));
    }
    PackageUrl purl = PackageUrl.parse(names.purl());
    return purl.version().isEmpty() && !names.version().isEmpty()
        ? new PackageUrl(
            purl.type(),
            purl.namespace(),
            purl.name(),
            names.version(),
            purl.qualifiers(),
            purl.subpath())
        : purl;
  }

  private Component component(Claim claim, PackageUrl purl) {
    NamedBy named = NamedBy.of(purl, claim.names());
    if (purl.version().isEmpty()) {
      troubles.add(Trouble.NO_VERSION, claim.names().shown());
    }
    Map<String, String> properties = new TreeMap<>(claim.properties());
    properties.putAll(OwnNotes.properties(claim.notes()));
    String architecture =
        claim.notes().getOrDefault("architecture", purl.qualifiers().getOrDefault("arch", ""));
    return new Component(
        purl.type(),
        named.namespace(),
        named.name(),
        purl.version(),
        purl.toString(),
        architecture,
        SourcePackages.of(claim, purl, purl.version()),
        claim.licences().stream().map(String::strip).filter(l -> !l.isEmpty()).distinct().toList(),
        claim.hashes(),
        List.of(),
        List.of(),
        evidence(claim),
        properties);
  }

  private List<Evidence> evidence(Claim claim) {
    TreeSet<Evidence> evidence = new TreeSet<>();
    for (Claim.Place place : claim.places()) {
      String path = place.path().startsWith("/") ? place.path() : "/" + place.path();
      evidence.add(
          OwnNotes.evidence(path, place.note())
              .orElseGet(() -> {
                int layer = layers.getOrDefault(place.layer(), Location.NO_LAYER);
                return new Evidence(new Location(path, layer), layer, READER, method);
              }));
    }
    if (evidence.isEmpty()) {
      evidence.add(new Evidence(document, document.layer(), READER, method));
    }
    return List.copyOf(evidence);
  }
}
