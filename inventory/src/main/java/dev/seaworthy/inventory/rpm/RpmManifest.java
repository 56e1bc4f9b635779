package dev.seaworthy.inventory.rpm;

import dev.seaworthy.base.Text;
import dev.seaworthy.image.FactSink;
import dev.seaworthy.image.FileContent;
import dev.seaworthy.inventory.ComponentBuilder;
import dev.seaworthy.inventory.InventoryError;
import dev.seaworthy.inventory.InventoryFact.Found;
import dev.seaworthy.inventory.text.Lines;
import java.io.IOException;

/// The list that distroless images of Azure Linux and Mariner carry in place of a database,
/// `/var/lib/rpmmanifest/container-manifest-2`: one line for each package, fields parted by tabs:
/// name, version-release, install time, build time, vendor, epoch, size, architecture, epoch
/// number, source package.
final class RpmManifest {

  private static final int NAME = 0;
  private static final int VERSION = 1;
  private static final int VENDOR = 4;
  private static final int EPOCH = 5;
  private static final int ARCHITECTURE = 7;
  private static final int SOURCE = 9;
  private static final String NONE = "(none)";

  private RpmManifest() {}

  static void read(FileContent content, FactSink sink) throws IOException {
    try (Lines lines = Lines.of(content, sink.limits())) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        String[] fields = line.split("\t", -1);
        if (fields.length > ARCHITECTURE && !fields[NAME].isEmpty() && !fields[VERSION].isEmpty()) {
          sink.fact(new Found(builder(fields).build(), "", "rpm manifest"));
        } else if (!line.isBlank()) {
          sink.gap(
              InventoryError.ENTRY_UNREADABLE,
              "",
              "line %s has %s of 10 fields: \"%s\""
                  .formatted(lines.number(), fields.length, Text.shorten(line, 100)));
        }
      }
    }
  }

  private static ComponentBuilder builder(String[] fields) {
    ComponentBuilder builder =
        RpmPackages.builder(fields[NAME], fields[VERSION])
            .architecture(fields[ARCHITECTURE].equals(NONE) ? "" : fields[ARCHITECTURE])
            .property("vendor", fields[VENDOR].equals(NONE) ? "" : fields[VENDOR])
            .qualifier("epoch", fields[EPOCH].equals(NONE) ? "" : fields[EPOCH]);
    if (fields.length > SOURCE) {
      RpmPackages.source(builder, fields[SOURCE]);
    }
    return builder;
  }
}
