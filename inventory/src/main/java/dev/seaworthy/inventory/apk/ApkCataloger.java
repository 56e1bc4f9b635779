package dev.seaworthy.inventory.apk;

import dev.seaworthy.image.AnalyserId;
import dev.seaworthy.image.FactCodec;
import dev.seaworthy.image.FactSink;
import dev.seaworthy.image.FileContent;
import dev.seaworthy.image.FileRecord;
import dev.seaworthy.image.Interest;
import dev.seaworthy.image.Interest.ExactPath;
import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.InventoryFactCodec;

/// Alpine packages as apk(8) records them (Alpine, Wolfi, Chainguard, postmarketOS).
///
/// Properties of its components: `apk:checksum` (of the package's control part, as apk writes it),
/// `apk:commit` (of the build recipe), `homepage`, `maintainer`; `provides` is used up when
/// dependencies are resolved.
public final class ApkCataloger implements Cataloger {

  private static final AnalyserId ID = new AnalyserId("apk", 1);
  private static final Interest INTEREST =
      Interest.in(
          new ExactPath("/lib/apk/db/installed"), new ExactPath("/usr/lib/apk/db/installed"));

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
        "Alpine packages (apk)",
        "`/lib/apk/db/installed`, `/usr/lib/apk/db/installed`",
        "every package of the database, with origin, architecture, licence, owned files and"
            + " dependencies",
        "packages whose database entry was removed");
  }

  @Override
  public void analyse(FileRecord file, FileContent content, FactSink sink) {
    ApkDatabase.read(content, sink);
  }
}
