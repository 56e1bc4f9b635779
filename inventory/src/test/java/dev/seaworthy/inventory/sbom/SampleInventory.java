package dev.seaworthy.inventory.sbom;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Gap;
import dev.seaworthy.base.Location;
import dev.seaworthy.image.AnalyserId;
import dev.seaworthy.image.DiffId;
import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.ComponentBuilder;
import dev.seaworthy.inventory.Distribution;
import dev.seaworthy.inventory.Evidence;
import dev.seaworthy.inventory.Inventory;
import dev.seaworthy.inventory.InventoryError;
import dev.seaworthy.inventory.Relationship;
import dev.seaworthy.inventory.Relationship.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/// An inventory with one of each thing that a bill of materials can say.
final class SampleInventory {

  private SampleInventory() {}

  static Inventory inventory() {
    Distribution debian =
        new Distribution(
            "debian", "12", "bookworm", "Debian GNU/Linux 12", List.of(), "/etc/os-release");
    Component bash =
        new ComponentBuilder("deb")
            .namespace("debian")
            .name("bash")
            .version("5.2.15-2+b7")
            .architecture("amd64")
            .source("bash", "5.2.15-2")
            .licences(List.of("GPL-3.0-or-later", "See \"COPYING\""))
            .property("maintainer", "Matthias Klose <doko@debian.org>")
            .qualifier("distro", "debian-12")
            .build(List.of(evidence("/var/lib/dpkg/status", 1, 0, "dpkg", "dpkg status")));
    Component log4j =
        new ComponentBuilder("maven")
            .namespace("org.apache.logging.log4j")
            .name("log4j-core")
            .version("2.14.1")
            .licences(List.of("apache-2.0 OR (MIT and bsd-3-clause)"))
            .hash("sha1", "9141212b8507ab50a45525b545b39d224614528b")
            .hash("crc32", "00000000")
            .build(
                List.of(
                    evidence("/app/a.war!/WEB-INF/lib/l.jar", 1, 1, "java", "pom.properties"),
                    evidence("/srv/l.jar", 1, 1, "java", "file name")));
    Component war =
        new ComponentBuilder("maven")
            .name("a")
            .version("1")
            .build(List.of(evidence("/app/a.war", 1, 1, "java", "file name")));
    Component left =
        new ComponentBuilder("npm")
            .namespace("@a")
            .name("b")
            .version("1.0")
            .licences(List.of("MIT"))
            .property("seaworthy:ownedBy", bash.purl())
            .build(List.of(evidence("/usr/lib/b/package.json", 0, 0, "npm", "package.json")));
    Component right =
        new ComponentBuilder("npm")
            .namespace("@a")
            .name("b")
            .version("1.0")
            .build(List.of(evidence("/srv/b/package.json", 1, 1, "npm", "package.json")));
    return new Inventory(
        debian,
        List.of(bash, war, log4j, right, left),
        List.of(
            new Relationship(0, Kind.OWNS, 4),
            new Relationship(1, Kind.CONTAINS, 2),
            new Relationship(2, Kind.DEPENDS_ON, 3)),
        List.of(
            Gap.of(InventoryError.ARCHIVE_DAMAGED, new Location("/app/b.jar", 1), "no directory")));
  }

  static SbomSubject subject() {
    return new SbomSubject(
        "localhost:5000/shop/cart:1.8",
        "localhost:5000/shop/cart:1.8",
        digest("manifest"),
        digest("config"),
        "linux/amd64",
        List.of(new DiffId(digest("0")), new DiffId(digest("1"))),
        Instant.parse("2026-01-02T03:04:05.678Z"),
        "0.1.0");
  }

  private static Digest digest(String text) {
    return Digest.sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Evidence evidence(
      String path, int layer, int introducedIn, String cataloger, String method) {
    return new Evidence(
        new Location(path, layer), introducedIn, new AnalyserId(cataloger, 1), method);
  }
}
