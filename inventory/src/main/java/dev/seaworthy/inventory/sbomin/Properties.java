package dev.seaworthy.inventory.sbomin;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Gap;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.Location;
import dev.seaworthy.image.DiffId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The properties that tools put into CycloneDX beyond the format: ours, Syft's and Trivy's.
final class Properties {

  private static final String TRIVY = "aquasecurity:trivy:";
  private static final Pattern SYFT_PLACE =
      Pattern.compile("syft:location:([0-9]{1,6}):(path|layerID)");
  private static final Pattern GAP =
      Pattern.compile(
          "(SW-[A-Z]+-[0-9]{4}) (.*?) ?\\(layer (-?[0-9]{1,9})\\): (.*)", Pattern.DOTALL);
  private static final Pattern OWN_LAYER = Pattern.compile("layer:([0-9]{1,6}):diffId");

  private final Map<String, String> own = new TreeMap<>();
  private final Map<String, String> others = new TreeMap<>();
  private final List<String> trivyLayers = new ArrayList<>();

  Properties(List<JsonObject> properties) {
    for (JsonObject property : properties) {
      String name = property.text("name");
      String value = property.text("value");
      if (name.startsWith(OwnNotes.PREFIX)) {
        own.putIfAbsent(name.substring(OwnNotes.PREFIX.length()), value);
      } else {
        others.putIfAbsent(name, value);
        if (name.equals(TRIVY + "DiffID")) {
          trivyLayers.add(value);
        }
      }
    }
  }

  /// Ours, by key without the prefix.
  Map<String, String> own() {
    return own;
  }

  /// A property of another tool.
  String first(String name, String otherwise) {
    String value = others.getOrDefault(name, "");
    return value.isEmpty() ? otherwise : value;
  }

  /// The layers of the image, lowest first.
  List<DiffId> layers() {
    List<DiffId> layers = numberedLayers(own);
    if (layers.isEmpty()) {
      for (String text : trivyLayers) {
        Digest digest = Digests.find(text, "");
        if (digest != null) {
          layers.add(new DiffId(digest));
        }
      }
    }
    return layers;
  }

  /// The layers that our own notes number, as far as they are numbered without a hole.
  static List<DiffId> numberedLayers(Map<String, String> notes) {
    Map<Integer, Digest> numbered = new TreeMap<>();
    notes.forEach((key, value) -> {
      Matcher matcher = OWN_LAYER.matcher(key);
      Digest digest = Digests.find(value, "");
      if (matcher.matches() && digest != null) {
        numbered.put(Integer.valueOf(matcher.group(1)), digest);
      }
    });
    List<DiffId> layers = new ArrayList<>();
    for (int i = 0; numbered.containsKey(i); i++) {
      layers.add(new DiffId(numbered.get(i)));
    }
    return layers;
  }

  /// Where Syft and Trivy saw the component.
  List<Claim.Place> places() {
    Map<Integer, String> paths = new TreeMap<>();
    Map<Integer, String> layers = new TreeMap<>();
    others.forEach((name, value) -> {
      Matcher matcher = SYFT_PLACE.matcher(name);
      if (matcher.matches()) {
        (matcher.group(2).equals("path") ? paths : layers)
            .put(Integer.valueOf(matcher.group(1)), value);
      }
    });
    List<Claim.Place> places = new ArrayList<>();
    paths.forEach(
        (number, path) -> places.add(new Claim.Place(path, layers.getOrDefault(number, ""), "")));
    String trivyPath = first(TRIVY + "FilePath", "");
    if (!trivyPath.isEmpty()) {
      places.add(new Claim.Place(trivyPath, first(TRIVY + "LayerDiffID", ""), ""));
    }
    return places;
  }

  /// The source package that Trivy names; its purls don't.
  Claim.SourceClaim source() {
    String version = first(TRIVY + "SrcVersion", "");
    String release = first(TRIVY + "SrcRelease", "");
    String epoch = first(TRIVY + "SrcEpoch", "");
    String whole = release.isEmpty() || version.isEmpty() ? version : version + "-" + release;
    return new Claim.SourceClaim(
        first(TRIVY + "SrcName", ""),
        epoch.isEmpty() || epoch.equals("0") || whole.isEmpty() ? whole : epoch + ":" + whole);
  }

  /// What could not be read when one of our own documents was made.
  static List<Gap> gaps(List<JsonObject> properties) {
    List<Gap> gaps = new ArrayList<>();
    for (JsonObject property : properties) {
      if (property.text("name").equals(OwnNotes.PREFIX + "gap")) {
        gaps.add(gap(property.text("value")));
      }
    }
    return gaps;
  }

  /// A gap as our documents write it. One that can't be taken apart is a gap all the same.
  static Gap gap(String text) {
    Matcher matcher = GAP.matcher(text);
    return matcher.matches()
        ? new Gap(
            matcher.group(1),
            new Location(
                matcher.group(2), Math.max(Integer.parseInt(matcher.group(3)), Location.NO_LAYER)),
            matcher.group(4))
        : Gap.of(
            dev.seaworthy.inventory.InventoryError.METADATA_UNREADABLE, Location.image(), text);
  }
}
