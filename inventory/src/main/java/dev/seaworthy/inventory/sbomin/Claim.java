package dev.seaworthy.inventory.sbomin;

import java.util.List;
import java.util.Map;

/// One component as a document tells of it, before anything is made of it.
///
/// @param reference the document's own name for it, or empty
/// @param names what it is called
/// @param licences as declared
/// @param hashes hexadecimal by our algorithm name
/// @param notes what our own documents say beyond the format, by key without the prefix
/// @param properties further facts for [dev.seaworthy.inventory.Component#properties]
/// @param source the source package where the document names it apart from the purl
/// @param places where it was seen, in the document's order
record Claim(
    String reference,
    Names names,
    List<String> licences,
    Map<String, String> hashes,
    Map<String, String> notes,
    Map<String, String> properties,
    SourceClaim source,
    List<Place> places) {

  /// @param purl as written, or empty
  /// @param group the first part of a name that is written in two, or empty
  record Names(String purl, String group, String name, String version) {

    /// For people.
    String shown() {
      String full = group.isEmpty() ? name : group + "/" + name;
      return version.isEmpty() ? full : full + " " + version;
    }
  }

  /// @param name or empty
  /// @param version or empty
  record SourceClaim(String name, String version) {
    static final SourceClaim NONE = new SourceClaim("", "");
  }

  /// @param path in the image
  /// @param layer the layer's diff ID, or empty
  /// @param note what our own documents say of it, or empty
  record Place(String path, String layer, String note) {}
}
