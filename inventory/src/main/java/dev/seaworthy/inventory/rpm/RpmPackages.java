package dev.seaworthy.inventory.rpm;

import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.ComponentBuilder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// From what rpm recorded of a package to a component.
final class RpmPackages {

  /// Keys that rpm keeps as if they were packages.
  private static final String KEY = "gpg-pubkey";

  /// A long name of a directory counts with each of its files.
  private static final int FILE_CHARS_MAX = 32 << 20;

  private static final String SOURCE_SUFFIX = ".rpm";

  private RpmPackages() {}

  /// The component, or none for a public key.
  ///
  /// @throws IOException when the header has no name or version
  static Optional<Component> component(RpmHeader header) throws IOException {
    String name = header.string(RpmHeader.NAME);
    String version = header.string(RpmHeader.VERSION);
    String release = header.string(RpmHeader.RELEASE);
    if (name.isEmpty() || version.isEmpty()) {
      throw new IOException("a header without name or version");
    }
    if (name.equals(KEY)) {
      return Optional.empty();
    }
    ComponentBuilder builder =
        builder(name, release.isEmpty() ? version : version + "-" + release)
            .architecture(header.string(RpmHeader.ARCH))
            .licences(List.of(header.string(RpmHeader.LICENSE)))
            .depends(needed(header.strings(RpmHeader.REQUIRE_NAME)))
            .ownedFiles(files(header))
            .property("provides", String.join(" ", names(header.strings(RpmHeader.PROVIDE_NAME))))
            .property("homepage", header.string(RpmHeader.URL))
            .property("vendor", header.string(RpmHeader.VENDOR))
            .property("maintainer", header.string(RpmHeader.PACKAGER))
            .property("rpm:modularity", header.string(RpmHeader.MODULARITY_LABEL));
    int[] epoch = header.integers(RpmHeader.EPOCH);
    if (epoch.length > 0) {
      builder.qualifier("epoch", Integer.toUnsignedString(epoch[0]));
    }
    source(builder, header.string(RpmHeader.SOURCE_RPM));
    return Optional.of(builder.build());
  }

  static ComponentBuilder builder(String name, String version) {
    return new ComponentBuilder("rpm").name(name).version(version);
  }

  /// Sets the source package from a file name such as `openssl-1.1.1k-6.el8.src.rpm`.
  static void source(ComponentBuilder builder, String fileName) {
    if (!fileName.endsWith(SOURCE_SUFFIX)) {
      return;
    }
    String stem = fileName.substring(0, fileName.length() - SOURCE_SUFFIX.length());
    int architecture = stem.lastIndexOf('.');
    int release = architecture < 0 ? -1 : stem.lastIndexOf('-', architecture);
    int version = release < 0 ? -1 : stem.lastIndexOf('-', release - 1);
    if (version > 0) {
      builder.source(stem.substring(0, version), stem.substring(version + 1, architecture));
    }
  }

  private static List<String> files(RpmHeader header) throws IOException {
    List<String> basenames = header.strings(RpmHeader.BASENAMES);
    if (basenames.isEmpty()) {
      return header.strings(RpmHeader.OLD_FILENAMES);
    }
    List<String> directories = header.strings(RpmHeader.DIR_NAMES);
    int[] indexes = header.integers(RpmHeader.DIR_INDEXES);
    List<String> files = new ArrayList<>(basenames.size());
    int charsLeft = FILE_CHARS_MAX;
    for (int i = 0; i < basenames.size() && i < indexes.length; i++) {
      if (indexes[i] >= 0 && indexes[i] < directories.size()) {
        String directory = directories.get(indexes[i]);
        charsLeft -= directory.length() + basenames.get(i).length();
        if (charsLeft < 0) {
          throw new IOException(
              "the names of its files have more than %s characters".formatted(FILE_CHARS_MAX));
        }
        files.add(directory + basenames.get(i));
      }
    }
    return files;
  }

  /// What is needed besides rpm's own features and conditional dependencies.
  private static List<String> needed(List<String> requirements) {
    return names(requirements).stream().filter(name -> !name.startsWith("rpmlib(")).toList();
  }

  private static List<String> names(List<String> capabilities) {
    TreeSet<String> names = new TreeSet<>();
    for (String capability : capabilities) {
      if (!capability.isEmpty() && capability.indexOf(' ') < 0) {
        names.add(capability);
      }
    }
    return List.copyOf(names);
  }
}
