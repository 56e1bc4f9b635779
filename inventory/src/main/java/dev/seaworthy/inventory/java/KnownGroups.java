package dev.seaworthy.inventory.java;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Groups of well-known artifacts whose archives carry no Maven files, since other tools build
/// them. A line of the table is `artifact group`, where an artifact that ends in `*` stands for all
/// that begin so, and one that ends in `<4` for its versions before 4; the first that fits counts.
final class KnownGroups {

  private static final Pattern ARTIFACT = Pattern.compile("([^*<]+)(\\*?)(?:<([0-9]{1,4}))?");
  private static final Pattern MAJOR = Pattern.compile("([0-9]{1,4})(?:[^0-9].*)?");

  /// @param before the first major version that it doesn't stand for; 0 where it stands for all
  private record Known(String artifact, boolean isPrefix, int before, String group) {
    boolean fits(String name, String version) {
      boolean isNamed = isPrefix ? name.startsWith(artifact) : name.equals(artifact);
      if (!isNamed || before == 0) {
        return isNamed;
      }
      Matcher major = MAJOR.matcher(version);
      return major.matches() && Integer.parseInt(major.group(1)) < before;
    }
  }

  private static final List<Known> TABLE = load();

  private KnownGroups() {}

  /// The artifact's group, or an empty text.
  static String of(String artifact, String version) {
    for (Known known : TABLE) {
      if (known.fits(artifact, version)) {
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
          Matcher artifact = ARTIFACT.matcher(parts[0]);
          if (!artifact.matches()) {
            throw new IllegalStateException("known-groups.txt has the line " + line);
          }
          String before = artifact.group(3);
          table.add(
              new Known(
                  artifact.group(1),
                  !artifact.group(2).isEmpty(),
                  before == null ? 0 : Integer.parseInt(before),
                  parts[1]));
        }
      }
      return List.copyOf(table);
    } catch (IOException e) {
      throw new UncheckedIOException("the resource known-groups.txt can't be read", e);
    }
  }
}
