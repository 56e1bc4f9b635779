package dev.seaworthy.inventory.java;

import dev.seaworthy.inventory.archive.ArchiveException;
import dev.seaworthy.inventory.archive.ZipArchive;
import dev.seaworthy.inventory.archive.ZipEntry;
import dev.seaworthy.inventory.embedded.EmbeddedSbom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What of an archive tells who it is: its manifest, its Maven files, the packages of its classes
/// and the archives that it holds.
final class JarContents {

  private static final String MANIFEST = "META-INF/MANIFEST.MF";
  private static final Pattern MAVEN_FILE =
      Pattern.compile("(?:.*/)?META-INF/maven/([^/]+)/([^/]+)/(pom\\.properties|pom\\.xml)");

  /// Far more than any real one has.
  private static final int METADATA_BYTES_MAX = 4 << 20;

  private static final int MAVEN_FILES_MAX = 20_000;

  /// Where build tools put a bill of materials.
  private static final String SBOMS = "META-INF/sbom/";

  private static final int SBOMS_MAX = 64;

  private final List<ZipEntry> mavenFiles = new ArrayList<>();
  private final List<ZipEntry> archives = new ArrayList<>();
  private final List<ZipEntry> sboms = new ArrayList<>();
  private final PackagePrefix packages = new PackagePrefix();
  private final List<PomProperties> poms = new ArrayList<>();
  private final Map<String, PomXml> pomXmls = new TreeMap<>();
  private @Nullable ZipEntry manifestEntry;
  private JarManifest manifest = JarManifest.EMPTY;
  private boolean holdsClasses;

  /// Remembers an entry of the central directory if it matters.
  void note(ZipEntry entry) {
    String name = entry.name();
    if (name.endsWith(".class")) {
      holdsClasses = true;
      packages.add(name);
    } else if (entry.isDirectory()) {
      return;
    } else if (name.equals(MANIFEST)) {
      manifestEntry = entry;
    } else if (JavaCataloger.isArchive(name)) {
      archives.add(entry);
    } else if (name.contains("META-INF/maven/")
        && mavenFiles.size() < MAVEN_FILES_MAX
        && MAVEN_FILE.matcher(name).matches()) {
      mavenFiles.add(entry);
    } else if (name.startsWith(SBOMS) && sboms.size() < SBOMS_MAX && EmbeddedSbom.mayBe(name)) {
      sboms.add(entry);
    }
  }

  /// Reads the manifest and the Maven files.
  ///
  /// @param gaps told of each that can't be read
  void read(ZipArchive archive, BiConsumer<ZipEntry, ArchiveException> gaps)
      throws java.io.IOException {
    ZipEntry entry = manifestEntry;
    if (entry != null) {
      try {
        manifest = JarManifest.read(archive.bytes(entry, METADATA_BYTES_MAX));
      } catch (ArchiveException e) {
        gaps.accept(entry, e);
      }
    }
    for (ZipEntry file : mavenFiles) {
      Matcher name = MAVEN_FILE.matcher(file.name());
      if (name.matches()) {
        try {
          byte[] bytes = archive.bytes(file, METADATA_BYTES_MAX);
          if (name.group(3).equals("pom.properties")) {
            poms.add(PomProperties.read(bytes, file.name(), name.group(1), name.group(2)));
          } else {
            pomXmls.put(file.name(), PomXml.read(bytes, name.group(1), name.group(2)));
          }
        } catch (ArchiveException e) {
          gaps.accept(file, e);
        }
      }
    }
  }

  JarManifest manifest() {
    return manifest;
  }

  /// In the order of the archive.
  List<PomProperties> poms() {
    return poms;
  }

  /// By the name of the entry.
  Map<String, PomXml> pomXmls() {
    return pomXmls;
  }

  List<ZipEntry> archives() {
    return archives;
  }

  /// What may be bills of materials.
  List<ZipEntry> sboms() {
    return sboms;
  }

  boolean holdsClasses() {
    return holdsClasses;
  }

  /// The packages that all classes share, such as `org.springframework`; empty when they share
  /// none.
  String commonPackage() {
    return packages.common();
  }

  /// What the `pom.xml` beside the identity's `pom.properties` declares.
  List<String> licencesOf(JarIdentity.Identity identity) {
    for (PomXml pom : pomXmls.values()) {
      if (pom.artifact().equals(identity.artifact()) && pom.group().equals(identity.group())) {
        return pom.licences();
      }
    }
    return List.of();
  }
}
