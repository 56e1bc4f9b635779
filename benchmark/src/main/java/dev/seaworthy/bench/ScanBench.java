package dev.seaworthy.bench;

import dev.seaworthy.testkit.Gates;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who is measured on one image: we, the floor that nobody can do without (inflate each layer and
/// hash it), and the public peers that are on the `PATH`.
///
/// @param seaworthy our launcher
/// @param layout the image as an OCI layout
/// @param layers its gzip blobs
/// @param second an image that shares most layers with it; null for none
/// @param database an advisory database for our scans; null for the starter set
record ScanBench(
    Path seaworthy,
    Path layout,
    List<Path> layers,
    @Nullable Path second,
    @Nullable Path database) {
  static final String FLOOR = "gzip -dc | sha256sum";
  static final String SCAN = "seaworthy scan, cold";
  static final String SECOND = "scan of a second image";
  static final String INSPECTED = "scan with secrets and checks";
  static final String START = "seaworthy --version";

  private static final Set<Integer> DONE = Set.of(0);

  /// Zero and one are verdicts; everything else is a scan that did not happen.
  private static final Set<Integer> JUDGED = Set.of(0, 1);

  ScanBench {
    layers = List.copyOf(layers);
  }

  /// Of two images that share layers only we are measured, and the floor.
  List<Contender> contenders() {
    List<Contender> contenders = new ArrayList<>(List.of(floor(), scan()));
    if (second != null) {
      contenders.add(
          new Contender(SECOND, scan(layout, "first"), scan(second, "report"), JUDGED, SCAN));
      return contenders;
    }
    contenders.add(inspected());
    contenders.add(start());
    peers().entrySet().stream()
        .filter(peer -> Gates.tool(peer.getKey()).isMet())
        .map(peer -> new Contender(peer.getKey(), peer.getValue(), JUDGED, FLOOR))
        .forEach(contenders::add);
    return contenders;
  }

  /// The bare scan and what looking into files adds to it.
  List<Contender> inspections() {
    return List.of(scan(), inspected());
  }

  /// The peers that are not on this machine, so that the table says so.
  List<String> absentPeers() {
    if (second != null) {
      return List.of();
    }
    return peers().keySet().stream().filter(name -> !Gates.tool(name).isMet()).toList();
  }

  private Contender floor() {
    List<String> words = new ArrayList<>();
    words.addAll(
        List.of("sh", "-ec", "for layer do gzip -dc \"$layer\" | sha256sum; done", "floor"));
    layers.forEach(layer -> words.add(layer.toString()));
    return new Contender(FLOOR, words, DONE, FLOOR);
  }

  private Contender scan() {
    return new Contender(SCAN, scan(layout, "report"), JUDGED, FLOOR);
  }

  /// The same scan that also looks for secrets and holds the image against the hardening checks.
  private Contender inspected() {
    List<String> words = new ArrayList<>(scan(layout, "report"));
    words.addAll(List.of("--inspect", "secret,check"));
    return new Contender(INSPECTED, words, JUDGED, SCAN);
  }

  private List<String> scan(Path image, String report) {
    List<String> words = new ArrayList<>();
    words.addAll(List.of(seaworthy.toString(), "scan", "oci-layout:" + image));
    words.addAll(List.of("--output", "json={scratch}/%s.json".formatted(report)));
    if (database != null) {
      words.addAll(List.of("--db", database.toString()));
    }
    return words;
  }

  private Contender start() {
    return new Contender(START, List.of(seaworthy.toString(), "--version"), DONE, "");
  }

  private Map<String, List<String>> peers() {
    Map<String, List<String>> peers = new LinkedHashMap<>();
    peers.put("syft", List.of("syft", "oci-dir:" + layout, "-o", "json={scratch}/report.json"));
    peers.put(
        "grype",
        List.of("grype", "oci-dir:" + layout, "-o", "json", "--file", "{scratch}/report.json"));
    peers.put(
        "trivy",
        List.of(
            "trivy",
            "image",
            "--quiet",
            "--skip-db-update",
            "--input",
            layout.toString(),
            "--format",
            "json",
            "--output",
            "{scratch}/report.json"));
    return peers;
  }
}
