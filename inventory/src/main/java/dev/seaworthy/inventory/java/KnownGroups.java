package dev.seaworthy.inventory.java;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Groups of well-known artifacts whose archives carry no Maven files, since other tools build
/// them. A line of the table is `artifact group`, where an artifact that ends in `*` stands for all
/// that begin so; the first that fits counts.
final class KnownGroups {

  private record Known(String artifact, boolean isPrefix, String group) {
    boolean fits(String name) {
      return isPrefix ? name.startsWith(artifact) : name.equals(artifact);
    }
  }

  private static final List<Known> TABLE = load();

  private KnownGroups() {}

  /// The artifact's group, or an empty text.
  static String of(String artifact) {
    for (Known known : TABLE) {
      if (known.fits(artifact)) {
        return known.group;
      }
    }
    return "";
  }

  private static List<Known> load() {
    try (InputStream in = KnownGroups.class.getResourceAsStream("known-groups.txt")) {
      if (in == null) {
        throw new IllegalStateException("the resource known-groups.txt is missing");
      }
      List<Known> table = new ArrayList<>();
      BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          String[] parts = line.strip().split("\\s+", 2);
          boolean isPrefix = parts[0].endsWith("*");
          String artifact = isPrefix ? parts[0].substring(0, parts[0].length() - 1) : parts[0];
          table.add(new Known(artifact, isPrefix, parts[1]));
        }
      }
      return List.copyOf(table);
    } catch (IOException e) {
      throw new UncheckedIOException("the resource known-groups.txt can't be read", e);
    }
  }
}
