package dev.seaworthy.inventory.portage;

import dev.seaworthy.base.Text;
import dev.seaworthy.image.AnalyserId;
import dev.seaworthy.image.FactCodec;
import dev.seaworthy.image.FactSink;
import dev.seaworthy.image.FileContent;
import dev.seaworthy.image.FileRecord;
import dev.seaworthy.image.Interest;
import dev.seaworthy.image.Interest.Under;
import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.ComponentBuilder;
import dev.seaworthy.inventory.InventoryError;
import dev.seaworthy.inventory.InventoryFact.Found;
import dev.seaworthy.inventory.InventoryFact.Licensed;
import dev.seaworthy.inventory.InventoryFactCodec;
import dev.seaworthy.inventory.text.Lines;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Packages of Gentoo: one folder `category/name-version` for each in portage's database (PMS,
/// "VDB"), with the file `CONTENTS` for what it owns and `LICENSE` for its licences.
public final class PortageCataloger implements Cataloger {

  private static final AnalyserId ID = new AnalyserId("portage", 1);
  private static final String FOLDER = "/var/db/pkg/";
  private static final Interest INTEREST = Interest.in(new Under(FOLDER));

  /// Category, name and version (PMS §3.1, §3.2: the version begins behind the last hyphen that a
  /// digit follows in the way that versions have).
  private static final Pattern PACKAGE =
      Pattern.compile(
          "([A-Za-z0-9+_.-]+)/([A-Za-z0-9+_-]+?)-"
              + "([0-9]+(?:\\.[0-9]+)*[a-z]?(?:_(?:alpha|beta|pre|rc|p)[0-9]*)*(?:-r[0-9]+)?)");

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
        "Gentoo packages (portage)",
        "`/var/db/pkg/*/*/CONTENTS` and `LICENSE`",
        "every merged package with category, version, licences and owned files",
        "slots and USE flags; packages whose folder was removed");
  }

  @Override
  public void analyse(FileRecord file, FileContent content, FactSink sink) throws IOException {
    int slash = file.path().lastIndexOf('/');
    String folder = slash <= FOLDER.length() ? "" : file.path().substring(FOLDER.length(), slash);
    boolean isContents = file.name().equals("CONTENTS");
    if (!isContents && !file.name().equals("LICENSE")) {
      return;
    }
    Matcher matcher = PACKAGE.matcher(folder);
    if (!matcher.matches()) {
      if (isContents) {
        sink.gap(
            InventoryError.ENTRY_UNREADABLE,
            "",
            "\"%s\" is not of the form category/name-version".formatted(Text.shorten(folder, 200)));
      }
      return;
    }
    if (isContents) {
      sink.fact(
          new Found(
              new ComponentBuilder("ebuild")
                  .namespace(matcher.group(1))
                  .name(matcher.group(2))
                  .version(matcher.group(3))
                  .ownedFiles(owned(content, sink))
                  .build(),
              "",
              "portage CONTENTS"));
    } else {
      sink.fact(
          new Licensed(
              "ebuild", matcher.group(1) + "/" + matcher.group(2), licences(content, sink)));
    }
  }

  /// Lines `obj path hash time`, `sym path -> target time` and `dir path`; paths may hold spaces.
  private static List<String> owned(FileContent content, FactSink sink) throws IOException {
    List<String> paths = new ArrayList<>();
    try (Lines lines = Lines.of(content, sink.limits())) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        String path = "";
        if (line.startsWith("obj ")) {
          int time = line.lastIndexOf(' ');
          int hash = line.lastIndexOf(' ', time - 1);
          path = hash > 4 ? line.substring(4, hash) : "";
        } else if (line.startsWith("sym ")) {
          int arrow = line.indexOf(" -> ");
          path = arrow > 4 ? line.substring(4, arrow) : "";
        }
        if (path.startsWith("/")) {
          paths.add(path);
        }
      }
    }
    return paths;
  }

  private static List<String> licences(FileContent content, FactSink sink) throws IOException {
    List<String> licences = new ArrayList<>();
    try (Lines lines = Lines.of(content, sink.limits())) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        for (String word : line.split("\\s+", -1)) {
          if (word.matches("[A-Za-z0-9].*")) {
            licences.add(word);
          }
        }
      }
    }
    return licences;
  }
}
