package dev.seaworthy.inventory.opkg;

import dev.seaworthy.base.Text;
import dev.seaworthy.image.AnalyserId;
import dev.seaworthy.image.FactCodec;
import dev.seaworthy.image.FactSink;
import dev.seaworthy.image.FileContent;
import dev.seaworthy.image.FileRecord;
import dev.seaworthy.image.Interest;
import dev.seaworthy.image.Interest.ExactPath;
import dev.seaworthy.image.Interest.Under;
import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.ComponentBuilder;
import dev.seaworthy.inventory.InventoryError;
import dev.seaworthy.inventory.InventoryFact.Found;
import dev.seaworthy.inventory.InventoryFact.Owns;
import dev.seaworthy.inventory.InventoryFactCodec;
import dev.seaworthy.inventory.text.ControlReader;
import dev.seaworthy.inventory.text.ControlReader.Stanza;
import dev.seaworthy.inventory.text.Lines;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Packages of opkg: a `status` file in the form of Debian's, and lists of the files that each
/// package owns.
public final class OpkgCataloger implements Cataloger {

  private static final AnalyserId ID = new AnalyserId("opkg", 1);
  private static final List<String> STATUS_FILES =
      List.of("/usr/lib/opkg/status", "/var/lib/opkg/status");
  private static final List<String> INFO_FOLDERS =
      List.of("/usr/lib/opkg/info/", "/var/lib/opkg/info/");
  private static final String LIST = ".list";
  private static final Set<String> FIELDS =
      Set.of(
          "package",
          "version",
          "architecture",
          "status",
          "depends",
          "provides",
          "source",
          "sourcename",
          "license",
          "maintainer");
  private static final Interest INTEREST =
      Interest.in(
          new ExactPath(STATUS_FILES.get(0)),
          new ExactPath(STATUS_FILES.get(1)),
          new Under(INFO_FOLDERS.get(0)),
          new Under(INFO_FOLDERS.get(1)));

  @Override
  public AnalyserId id() {
    return ID;
  }

  @Override
  public Interest interest() {
    return INTEREST;
  }

  @Override
  public FactCodec codec() {
    return InventoryFactCodec.INSTANCE;
  }

  @Override
  public Coverage coverage() {
    return new Coverage(
        "OpenWrt and Yocto packages (opkg)",
        "`status` and `info/*.list` in `/usr/lib/opkg` and `/var/lib/opkg`",
        "every package whose state is `installed`, with architecture, owned files and dependencies",
        "packages built into a firmware without opkg's database; licences, which the status file of"
            + " OpenWrt leaves out");
  }

  @Override
  public void analyse(FileRecord file, FileContent content, FactSink sink) throws IOException {
    String path = file.path();
    if (STATUS_FILES.contains(path)) {
      readStatus(content, sink);
      return;
    }
    for (String folder : INFO_FOLDERS) {
      if (path.startsWith(folder) && path.endsWith(LIST)) {
        readList(path.substring(folder.length(), path.length() - LIST.length()), content, sink);
      }
    }
  }

  private static void readStatus(FileContent content, FactSink sink) throws IOException {
    try (ControlReader reader = new ControlReader(content, sink.limits(), FIELDS)) {
      for (Stanza stanza = reader.next(); stanza != null; stanza = reader.next()) {
        readStanza(stanza, sink);
      }
    }
  }

  private static void readStanza(Stanza stanza, FactSink sink) {
    String name = stanza.first("package");
    String version = stanza.first("version");
    String status = stanza.first("status");
    if (!status.isEmpty() && !status.endsWith(" installed")) {
      return;
    }
    if (name.isEmpty() || version.isEmpty() || status.isEmpty()) {
      sink.gap(
          InventoryError.ENTRY_UNREADABLE,
          "",
          "the entry at line %s: its Package is \"%s\", its Version \"%s\" and its Status \"%s\""
              .formatted(
                  stanza.line(),
                  Text.shorten(name, 100),
                  Text.shorten(version, 100),
                  Text.shorten(status, 100)));
      return;
    }
    String source = stanza.first("sourcename");
    sink.fact(
        new Found(
            new ComponentBuilder("opkg")
                .name(name)
                .version(version)
                .architecture(stanza.first("architecture"))
                .source(source.isEmpty() ? name : source, version)
                .licences(List.of(stanza.first("license")))
                .depends(relations(stanza.first("depends")))
                .property("provides", stanza.first("provides"))
                .property("maintainer", stanza.first("maintainer"))
                .build(),
            "",
            "opkg status"));
  }

  private static List<String> relations(String field) {
    List<String> relations = new ArrayList<>();
    for (String relation : field.split(",", -1)) {
      if (!relation.isBlank()) {
        relations.add(relation.strip());
      }
    }
    return relations;
  }

  private static void readList(String packageName, FileContent content, FactSink sink)
      throws IOException {
    List<String> paths = new ArrayList<>();
    try (Lines lines = Lines.of(content, sink.limits())) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        // Newer versions of opkg write the mode behind a tab.
        String path = line.split("\t", 2)[0];
        if (path.startsWith("/")) {
          paths.add(path);
        }
      }
    }
    if (!paths.isEmpty()) {
      sink.fact(new Owns("opkg", packageName, paths));
    }
  }
}
