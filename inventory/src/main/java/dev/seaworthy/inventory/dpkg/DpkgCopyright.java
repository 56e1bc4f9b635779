package dev.seaworthy.inventory.dpkg;

import dev.seaworthy.image.FactSink;
import dev.seaworthy.image.FileContent;
import dev.seaworthy.inventory.InventoryFact.Licensed;
import dev.seaworthy.inventory.text.Lines;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the licences that a copyright file declares: the short names of the `License` fields of
/// the machine-readable form (Debian's "copyright-format 1.0"), else the common licences that free
/// text refers to.
final class DpkgCopyright {

  /// More licences than any real package has; keeps a hostile file from growing the inventory.
  private static final int LICENCES_MAX = 100;

  private static final int SHORT_NAME_CHARS_MAX = 100;
  private static final Pattern LICENSE_FIELD = Pattern.compile("(?i)license:\\s*(.*?)\\s*");
  private static final Pattern COMMON_LICENCE =
      Pattern.compile("/usr/share/common-licenses/([A-Za-z0-9.+-]*[A-Za-z0-9+])");

  private DpkgCopyright() {}

  static void read(String packageName, FileContent content, FactSink sink) throws IOException {
    Set<String> declared = new TreeSet<>();
    Set<String> referred = new TreeSet<>();
    boolean isMachineReadable = false;
    try (Lines lines = Lines.of(content, sink.limits())) {
      boolean first = true;
      for (String line = lines.next(); line != null; line = lines.next()) {
        if (first) {
          isMachineReadable =
              line.startsWith("Format:") || line.startsWith("Format-Specification:");
          first = false;
        }
        collect(line, isMachineReadable, declared, referred);
      }
    }
    List<String> licences = new ArrayList<>(isMachineReadable ? declared : referred);
    if (!licences.isEmpty()) {
      sink.fact(new Licensed("deb", packageName, licences));
    }
  }

  private static void collect(
      String line, boolean isMachineReadable, Set<String> declared, Set<String> referred) {
    if (isMachineReadable) {
      Matcher field = LICENSE_FIELD.matcher(line);
      if (declared.size() < LICENCES_MAX && field.matches()) {
        String shortName = field.group(1);
        if (!shortName.isEmpty() && shortName.length() <= SHORT_NAME_CHARS_MAX) {
          declared.add(shortName);
        }
      }
    } else if (line.contains("/common-licenses/")) {
      Matcher reference = COMMON_LICENCE.matcher(line);
      while (referred.size() < LICENCES_MAX && reference.find()) {
        referred.add(reference.group(1));
      }
    }
  }
}
