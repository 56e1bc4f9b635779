package dev.seaworthy.inventory.dpkg;

import dev.seaworthy.image.AnalyserId;
import dev.seaworthy.image.FactCodec;
import dev.seaworthy.image.FactSink;
import dev.seaworthy.image.FileContent;
import dev.seaworthy.image.FileRecord;
import dev.seaworthy.image.Interest;
import dev.seaworthy.image.Interest.ExactPath;
import dev.seaworthy.image.Interest.Name;
import dev.seaworthy.image.Interest.Under;
import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.InventoryFactCodec;
import java.io.IOException;

/// Debian packages as dpkg(1) records them: the database `status`, one file for each package in
/// `status.d` (distroless images), the files that each package owns and the licences that its
/// copyright file declares.
///
/// Properties of its components: `dpkg:essential`, `dpkg:multi-arch`, `homepage`, `maintainer`;
/// `provides` is used up when dependencies are resolved.
public final class DpkgCataloger implements Cataloger {

  static final String STATUS = "/var/lib/dpkg/status";
  private static final String STATUS_FOLDER = "/var/lib/dpkg/status.d/";
  private static final String INFO_FOLDER = "/var/lib/dpkg/info/";
  private static final String DOC_FOLDER = "/usr/share/doc/";
  private static final AnalyserId ID = new AnalyserId("dpkg", 1);
  private static final Interest INTEREST =
      Interest.in(
          new ExactPath(STATUS),
          new Under(STATUS_FOLDER),
          new Under(INFO_FOLDER),
          new Name("copyright"));

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
        "Debian packages (dpkg)",
        "`/var/lib/dpkg/status`, `status.d/*`, `info/*.list`, `/usr/share/doc/*/copyright`",
        "every package whose state is `installed`, with source package, architecture, owned files,"
            + " dependencies and declared licences",
        "packages whose database entry was removed; diverted files; licences of copyright files"
            + " that are free text without a reference to a common licence");
  }

  @Override
  public void analyse(FileRecord file, FileContent content, FactSink sink) throws IOException {
    String path = file.path();
    if (path.equals(STATUS)) {
      DpkgDatabase.readStatus(content, sink);
    } else if (path.startsWith(STATUS_FOLDER)) {
      if (path.endsWith(".md5sums")) {
        DpkgFileLists.readMd5Sums(packageOf(path, STATUS_FOLDER, ".md5sums"), content, sink);
      } else {
        DpkgDatabase.readStatusFile(content, sink);
      }
    } else if (path.startsWith(INFO_FOLDER) && path.endsWith(".list")) {
      DpkgFileLists.readList(packageOf(path, INFO_FOLDER, ".list"), content, sink);
    } else if (path.startsWith(DOC_FOLDER) && path.endsWith("/copyright")) {
      String packageName = packageOf(path, DOC_FOLDER, "/copyright");
      if (!packageName.contains("/")) {
        DpkgCopyright.read(packageName, content, sink);
      }
    }
  }

  private static String packageOf(String path, String folder, String suffix) {
    return path.substring(folder.length(), path.length() - suffix.length());
  }
}
