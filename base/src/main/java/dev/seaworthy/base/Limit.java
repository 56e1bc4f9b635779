package dev.seaworthy.base;

/// One bound on what is read from outside. The defaults let every honest image through that we know
/// of and keep memory, disk and time finite for the others. `docs/reference-limits.md` is generated
/// from this list.
public enum Limit {
  MANIFEST_BYTES(
      4L << 20, "bytes", "an image manifest or index (registries refuse more than 4 MiB)"),
  CONFIG_BYTES(16L << 20, "bytes", "an image config"),
  INDEX_ENTRIES(2_000, "entries", "manifests in an index, all levels together"),
  INDEX_DEPTH(4, "levels", "indexes inside indexes"),
  LAYERS(1_000, "layers", "layers of an image"),
  LAYER_BYTES(64L << 30, "bytes", "one layer, uncompressed"),
  IMAGE_BYTES(256L << 30, "bytes", "all layers of an image, uncompressed"),
  LAYER_RATIO(
      1_100,
      "times",
      "how much larger a layer may become than its compressed form, after the first 64 MiB"),
  LAYER_ENTRIES(4_000_000, "entries", "entries in one layer"),
  FILE_TABLE_BYTES(
      160L << 20,
      "bytes",
      "memory for the lists of an image's files, all layers together; one layer may take three quarters"),
  PATH_BYTES(4_096, "bytes", "the length of a path"),
  TAR_HEADER_BYTES(1L << 20, "bytes", "extended headers (PAX, GNU) of one tar entry"),
  METADATA_BYTES(
      128L << 20, "bytes", "a metadata file that is read as a whole, such as a package database"),
  TEXT_LINE_BYTES(16L << 20, "bytes", "one line of a text file"),
  ANALYSED_FILE_BYTES(
      4L << 30, "bytes", "a file that an analyser opens, such as a binary or an archive"),
  BINARY_SEARCH_BYTES(
      1L << 30, "bytes", "what is searched of one program for the version that it tells"),
  MEMORY_CONTENT_BYTES(
      4L << 20,
      "bytes",
      "a wanted file that is kept in memory; a larger one goes to a private temporary file"),
  SPILL_BYTES(16L << 30, "bytes", "temporary files of one scan, at one time"),
  ARCHIVE_DEPTH(16, "levels", "archives inside archives"),
  ARCHIVE_ENTRIES(500_000, "entries", "entries of one file's archives, nested ones included"),
  ARCHIVE_BYTES(
      8L << 30, "bytes", "what is unpacked from one file's archives, nested ones included"),
  ARCHIVE_RATIO(
      1_100,
      "times",
      "how much larger an archive's entry may become than its compressed form, after the first 64 MiB"),
  JSON_DEPTH(200, "levels", "nesting in a JSON or XML document"),
  JSON_STRING_BYTES(16L << 20, "bytes", "a string in a JSON document, a text in XML"),
  SBOM_BYTES(128L << 20, "bytes", "a bill of materials that is read as a whole"),
  SBOM_COMPONENTS(300_000, "components", "components of one bill of materials"),
  SBOM_RELATIONSHIPS(1_000_000, "relationships", "relationships of one bill of materials"),
  SBOM_ELEMENT_VALUES(
      1_000_000,
      "values",
      "values in one element of a bill of materials, such as a component with all nested in it"),
  POLICY_BYTES(1L << 20, "bytes", "a policy, its examples, or declared facts"),
  BUILD_FILE_BYTES(512L << 10, "bytes", "a Dockerfile, or a list of base images"),
  SIGNATURES(256, "signatures", "signatures beside an image, and referrers that may be such"),
  SIGNATURE_BYTES(1L << 20, "bytes", "a signed payload or bundle beside an image"),
  PROVENANCE_BYTES(64L << 20, "bytes", "a build's provenance"),
  COMPONENTS(2_000_000, "components", "components of one image"),
  GAPS(10_000, "gaps", "gaps kept one by one; the rest is counted in one"),
  HTTP_RESPONSE_BYTES(8L << 20, "bytes", "an answer of a registry that is read as a whole"),
  HTTP_SECONDS(60, "seconds", "waiting for a registry's next bytes"),
  HTTP_RETRIES(4, "tries", "tries of a request that failed in passing"),
  FEED_BYTES(16L << 30, "bytes", "one feed of advisories, fetched or unpacked"),
  FEED_RECORD_BYTES(64L << 20, "bytes", "one record of a feed that is read as a whole"),
  FEED_RECORDS(20_000_000, "records", "records of one feed"),
  FEED_FETCH_SECONDS(1_800, "seconds", "fetching one feed"),
  HASH_LIST_BYTES(1L << 30, "bytes", "a list of hashes of known malware"),
  HASH_LIST_ENTRIES(4_000_000, "entries", "hashes of one list of known malware"),
  SCAP_CONTENT_BYTES(256L << 20, "bytes", "a data stream of SCAP content"),
  SCAP_RESULT_BYTES(64L << 20, "bytes", "results of SCAP checks (XCCDF, ARF)"),
  SCAP_TREE_BYTES(2L << 30, "bytes", "the tree of an image that SCAP checks look at"),
  SCAP_SECONDS(900, "seconds", "one run of SCAP checks"),
  SCAN_SECONDS(3_600, "seconds", "one scan");

  private final long defaultValue;
  private final String unit;
  private final String meaning;

  Limit(long defaultValue, String unit, String meaning) {
    this.defaultValue = defaultValue;
    this.unit = unit;
    this.meaning = meaning;
  }

  public long defaultValue() {
    return defaultValue;
  }

  /// The unit of the value, for people.
  public String unit() {
    return unit;
  }

  /// What is bounded, for people.
  public String meaning() {
    return meaning;
  }

  /// The name in configuration and on the command line, such as `layer-bytes`.
  public String key() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
