package dev.seaworthy.inventory.dpkg;

import dev.seaworthy.base.Text;
import dev.seaworthy.image.FactSink;
import dev.seaworthy.image.FileContent;
import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.ComponentBuilder;
import dev.seaworthy.inventory.InventoryError;
import dev.seaworthy.inventory.InventoryFact.Found;
import dev.seaworthy.inventory.text.ControlReader;
import dev.seaworthy.inventory.text.ControlReader.Stanza;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads dpkg's database of packages: control stanzas with a `Status` field of three words (want,
/// flag, state; dpkg-query(1)). Only the state `installed` makes a component, as `dpkg-query` has
/// it; a state between installed and removed is a gap, since some files of the package may be
/// there.
final class DpkgDatabase {

  private static final Set<String> FIELDS =
      Set.of(
          "package",
          "status",
          "version",
          "architecture",
          "source",
          "essential",
          "multi-arch",
          "depends",
          "pre-depends",
          "provides",
          "maintainer",
          "homepage",
          "description");

  /// `name`, or `name (version)` where the version differs from the binary's.
  private static final Pattern SOURCE = Pattern.compile("(\\S+)\\s*(?:\\(([^()]+)\\))?");

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9+._-]*");
  private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9.+:~_-]+");

  private DpkgDatabase() {}

  /// The one database of an ordinary system.
  static void readStatus(FileContent content, FactSink sink) throws IOException {
    try (ControlReader reader = new ControlReader(content, sink.limits(), FIELDS)) {
      Stanza stanza = reader.next();
      boolean lastIsWhole = true;
      while (stanza != null) {
        readStanza(stanza, "dpkg status", sink);
        lastIsWhole =
            reader.endsWithLineFeed()
                && (stanza.isEnded() || !stanza.first("description").isEmpty());
        stanza = reader.next();
      }
      if (!lastIsWhole) {
        sink.gap(
            InventoryError.DATABASE_UNREADABLE,
            "",
            "the package database ends in the middle of an entry; packages after it are not known");
      }
    } catch (IOException e) {
      sink.gap(
          InventoryError.DATABASE_UNREADABLE,
          "",
          "reading the package database: " + Text.visible(String.valueOf(e.getMessage())));
    }
  }

  /// One package's own file, as distroless images have; usually without a `Status` field.
  static void readStatusFile(FileContent content, FactSink sink) throws IOException {
    try (ControlReader reader = new ControlReader(content, sink.limits(), FIELDS)) {
      for (Stanza stanza = reader.next(); stanza != null; stanza = reader.next()) {
        readStanza(stanza, "dpkg status.d", sink);
      }
    }
  }

  private static void readStanza(Stanza stanza, String method, FactSink sink) {
    String name = stanza.first("package");
    String status = stanza.first("status");
    String problem = stanza.problem();
    State state = status.isEmpty() && method.endsWith(".d") ? State.INSTALLED : State.of(status);
    switch (state) {
      case ABSENT -> {}
      case BETWEEN ->
          sink.gap(
              InventoryError.HALF_INSTALLED,
              "",
              "the package %s %s is in the state \"%s\""
                  .formatted(
                      Text.shorten(name, 100),
                      Text.shorten(stanza.first("version"), 100),
                      Text.shorten(status, 100)));
      case UNKNOWN -> problem = "its Status is \"%s\"".formatted(Text.shorten(status, 100));
      case INSTALLED -> {
        String version = stanza.first("version");
        if (!NAME.matcher(name).matches() || !VERSION.matcher(version).matches()) {
          problem =
              "its Package is \"%s\" and its Version \"%s\""
                  .formatted(Text.shorten(name, 100), Text.shorten(version, 100));
        } else {
          sink.fact(new Found(component(stanza), "", method));
        }
      }
    }
    if (!problem.isEmpty()) {
      sink.gap(
          InventoryError.ENTRY_UNREADABLE,
          "",
          "the entry at line %s (%s): %s"
              .formatted(
                  stanza.line(), name.isEmpty() ? "no name" : Text.shorten(name, 100), problem));
    }
  }

  private static Component component(Stanza stanza) {
    String version = stanza.first("version");
    String name = stanza.first("package");
    ComponentBuilder builder =
        new ComponentBuilder("deb")
            .name(name)
            .version(version)
            .architecture(stanza.first("architecture"))
            .depends(relations(stanza.first("pre-depends")))
            .depends(relations(stanza.first("depends")))
            .property("provides", stanza.first("provides"))
            .property("dpkg:multi-arch", stanza.first("multi-arch"))
            .property("homepage", stanza.first("homepage"))
            .property("maintainer", stanza.first("maintainer"));
    if (stanza.first("essential").equals("yes")) {
      builder.property("dpkg:essential", "yes");
    }
    Matcher source = SOURCE.matcher(stanza.first("source"));
    if (source.matches()) {
      String sourceVersion = source.group(2);
      builder.source(source.group(1), sourceVersion == null ? version : sourceVersion.strip());
    } else {
      builder.source(name, version);
    }
    return builder.build();
  }

  private static List<String> relations(String field) {
    List<String> relations = new ArrayList<>();
    for (String relation : field.split(",", -1)) {
      String text = relation.strip();
      if (!text.isEmpty()) {
        relations.add(text);
      }
    }
    return relations;
  }

  /// What the third word of `Status` means for us.
  private enum State {
    INSTALLED,
    ABSENT,
    BETWEEN,
    UNKNOWN;

    static State of(String status) {
      String[] words = status.split("\\s+", -1);
      return words.length != 3
          ? UNKNOWN
          : switch (words[2]) {
            case "installed" -> INSTALLED;
            case "not-installed", "config-files" -> ABSENT;
            case "half-installed",
                "unpacked",
                "half-configured",
                "triggers-awaited",
                "triggers-pending" ->
                BETWEEN;
            default -> UNKNOWN;
          };
    }
  }
}
