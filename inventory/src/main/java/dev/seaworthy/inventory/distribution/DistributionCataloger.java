package dev.seaworthy.inventory.distribution;

import dev.seaworthy.image.AnalyserId;
import dev.seaworthy.image.FactCodec;
import dev.seaworthy.image.FactSink;
import dev.seaworthy.image.FileContent;
import dev.seaworthy.image.FileRecord;
import dev.seaworthy.image.Interest;
import dev.seaworthy.image.Interest.ExactPath;
import dev.seaworthy.image.Interest.Pattern;
import dev.seaworthy.image.Interest.Under;
import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.InventoryFact.DistributionSeen;
import dev.seaworthy.inventory.InventoryFactCodec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The distribution that an image was made from: `os-release` first, then the files that
/// distributions without one have. Weaker files count only where no stronger one speaks.
public final class DistributionCataloger implements Cataloger {

  private static final AnalyserId ID = new AnalyserId("distribution", 2);
  private static final String OS_RELEASE_FOLDER = "/usr/lib/os.release.d/";

  @Override
  public AnalyserId id() {
    return ID;
  }

  @Override
  public Interest interest() {
    List<Pattern> patterns = new ArrayList<>();
    patterns.add(new ExactPath("/etc/os-release"));
    patterns.add(new ExactPath("/usr/lib/os-release"));
    patterns.add(new Under(OS_RELEASE_FOLDER));
    patterns.add(new ExactPath("/etc/lsb-release"));
    for (String path : ReleaseFiles.paths()) {
      patterns.add(new ExactPath(path));
    }
    return new Interest(patterns);
  }

  @Override
  public FactCodec codec() {
    return InventoryFactCodec.INSTANCE;
  }

  @Override
  public Coverage coverage() {
    return new Coverage(
        "Distribution",
        "`/etc/os-release`, `/usr/lib/os-release`, `/etc/lsb-release`, `/etc/alpine-release`,"
            + " `/etc/debian_version`, `/etc/redhat-release` and its kin",
        "the distribution's identifier, version and code name",
        "images that were stripped of all these files (a gap where packages are installed)");
  }

  @Override
  public void analyse(FileRecord file, FileContent content, FactSink sink) throws IOException {
    String path = file.path();
    if (path.equals("/etc/os-release")) {
      tell(OsRelease.read(path, content, sink.limits()), 0, sink);
    } else if (path.equals("/usr/lib/os-release")) {
      tell(OsRelease.read(path, content, sink.limits()), 1, sink);
    } else if (path.startsWith(OS_RELEASE_FOLDER)) {
      tell(OsRelease.read(path, content, sink.limits()), 2, sink);
    } else if (path.equals("/etc/lsb-release")) {
      tell(OsRelease.readLsb(path, content, sink.limits()), 3, sink);
    } else {
      tell(ReleaseFiles.read(path, content, sink.limits()), ReleaseFiles.rank(path), sink);
    }
  }

  private static void tell(
      List<dev.seaworthy.inventory.Distribution> distributions, int rank, FactSink sink) {
    distributions.forEach(distribution -> sink.fact(new DistributionSeen(distribution, rank)));
  }
}
