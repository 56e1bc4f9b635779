package dev.seaworthy.checks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The rooms of the house, from the bottom up, with the rooms and the libraries that each may use.
/// A line here is a decision: `docs/architecture.md` tells why.
@SuppressWarnings("ImmutableEnumChecker") // the lists are made by List.of
enum Room {
  BASE(List.of(), List.of("com.fasterxml.jackson.core..")),
  SIGNING(List.of(BASE), List.of("org.bouncycastle..")),
  SIGNING_KEYLESS(List.of(BASE, SIGNING), List.of("dev.sigstore..", "org.bouncycastle..")),
  RULEBOOK(List.of(BASE), List.of("us.springett.cvss..")),
  LEDGER(List.of(BASE, SIGNING), List.of()),
  IMAGE(List.of(BASE), List.of("com.github.luben.zstd..", "io.airlift.compress.v3..")),
  INVENTORY(
      List.of(BASE, IMAGE),
      List.of(
          "com.fasterxml.jackson.core..",
          "com.fasterxml.jackson.dataformat.toml..",
          "com.github.packageurl..",
          "org.snakeyaml.engine..")),
  ADVISORY(
      List.of(BASE, SIGNING, INVENTORY),
      List.of(
          "com.fasterxml.jackson.core..",
          "com.github.packageurl..",
          "com.github.luben.zstd..",
          "org.apache.commons.compress..")),
  INSPECTION(
      List.of(BASE, RULEBOOK, IMAGE, INVENTORY),
      List.of("org.apache.commons.compress..", "org.tukaani.xz..")),
  VERDICT(
      List.of(BASE, SIGNING, RULEBOOK, IMAGE, INVENTORY, ADVISORY, INSPECTION),
      List.of("dev.cel..", "org.snakeyaml.engine..")),
  CERTIFICATE(List.of(BASE, SIGNING, RULEBOOK, IMAGE, VERDICT), List.of()),
  SCAN(
      List.of(
          BASE,
          SIGNING,
          RULEBOOK,
          LEDGER,
          IMAGE,
          INVENTORY,
          ADVISORY,
          INSPECTION,
          VERDICT,
          CERTIFICATE),
      List.of()),
  CLI(
      List.of(
          BASE,
          SIGNING,
          RULEBOOK,
          LEDGER,
          IMAGE,
          INVENTORY,
          ADVISORY,
          INSPECTION,
          VERDICT,
          CERTIFICATE,
          SCAN),
      List.of("picocli..")),
  SERVER(
      List.of(
          BASE,
          SIGNING,
          RULEBOOK,
          LEDGER,
          IMAGE,
          INVENTORY,
          ADVISORY,
          INSPECTION,
          VERDICT,
          CERTIFICATE,
          SCAN,
          CLI),
      List.of(
          "picocli..",
          "jakarta..",
          "io.quarkus..",
          "io.smallrye..",
          "io.vertx..",
          "io.agroal..",
          "io.micrometer..",
          "org.eclipse.microprofile..",
          "org.jboss.logging..",
          "org.postgresql..",
          "com.fasterxml.jackson..",
          "com.nimbusds..",
          "com.webauthn4j..",
          "org.bouncycastle..",
          "org.apache.commons.compress..",
          "org.tukaani.xz.."));

  /// Modules that hold nothing of the product, or only pack it.
  static final Set<String> WORKSHOPS =
      Set.of("testkit", "picocli", "console", "checks", "fuzz", "benchmark", "dist");

  private final List<Room> below;
  private final List<String> libraries;

  Room(List<Room> below, List<String> libraries) {
    this.below = below;
    this.libraries = libraries;
  }

  /// The rooms that no command line, server or tool is in.
  static List<Room> core() {
    return Arrays.stream(values()).filter(room -> room != CLI && room != SERVER).toList();
  }

  String module() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String packages() {
    return "dev.seaworthy." + name().toLowerCase(Locale.ROOT).replace("_", "") + "..";
  }

  List<Room> below() {
    return below;
  }

  List<String> libraries() {
    return libraries;
  }
}
