package dev.seaworthy.inventory.java;

import dev.seaworthy.image.AnalyserId;
import dev.seaworthy.image.FactCodec;
import dev.seaworthy.image.FactSink;
import dev.seaworthy.image.FileContent;
import dev.seaworthy.image.FileRecord;
import dev.seaworthy.image.Interest;
import dev.seaworthy.image.Interest.Pattern;
import dev.seaworthy.image.Interest.Suffix;
import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.InventoryFactCodec;
import dev.seaworthy.inventory.archive.ArchiveBudget;
import dev.seaworthy.inventory.archive.ByteSource;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Java archives, those inside archives included: what they are by `pom.properties`, SHA-1 (where
/// an index is given), manifest and file name in this order, and the libraries shaded into them by
/// their own `pom.properties`.
///
/// Properties of its components: `java:group-from` (`packages`, `known names` or `file name`) where
/// the group was concluded rather than read.
public final class JavaCataloger implements Cataloger {

  private static final AnalyserId ID = new AnalyserId("java", 4);

  /// Archives that Java programs run from.
  private static final List<String> SUFFIXES =
      List.of(
          ".jar", ".war", ".ear", ".par", ".sar", ".nar", ".kar", ".car", ".hpi", ".jpi", ".lpkg",
          ".rar", ".aar");

  @Override
  public AnalyserId id() {
    return ID;
  }

  @Override
  public Interest interest() {
    List<Pattern> patterns = new ArrayList<>();
    SUFFIXES.forEach(suffix -> patterns.add(new Suffix(suffix)));
    return new Interest(patterns);
  }

  @Override
  public FactCodec codec() {
    return InventoryFactCodec.INSTANCE;
  }

  @Override
  public Coverage coverage() {
    return new Coverage(
        "Java archives",
        "`*.jar`, `*.war`, `*.ear`, `*.hpi` and their kin at any depth: `pom.properties`, `pom.xml`,"
            + " `MANIFEST.MF`, file names",
        "each archive that tells its name and version, and each library shaded into one that kept"
            + " its `pom.properties`",
        "shaded libraries whose `META-INF/maven` was stripped; single class files; archives without"
            + " any version that no index of archives (`--jar-index`) knows");
  }

  @Override
  public void analyse(FileRecord file, FileContent content, FactSink sink) throws IOException {
    try (SeekableByteChannel channel = content.channel()) {
      new JavaArchive(sink, new ArchiveBudget(sink.limits()))
          .readFile(file, ByteSource.of(channel));
    }
  }

  /// Whether an entry of an archive is an archive to look into.
  static boolean isArchive(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (String suffix : SUFFIXES) {
      if (lower.endsWith(suffix)) {
        return true;
      }
    }
    return false;
  }
}
