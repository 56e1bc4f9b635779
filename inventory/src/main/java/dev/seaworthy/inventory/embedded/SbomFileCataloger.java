package dev.seaworthy.inventory.embedded;

import dev.seaworthy.base.Limit;
import dev.seaworthy.image.AnalyserId;
import dev.seaworthy.image.FactCodec;
import dev.seaworthy.image.FactSink;
import dev.seaworthy.image.FileContent;
import dev.seaworthy.image.FileRecord;
import dev.seaworthy.image.Interest;
import dev.seaworthy.image.Interest.Name;
import dev.seaworthy.image.Interest.Suffix;
import dev.seaworthy.image.Interest.SuffixBelow;
import dev.seaworthy.image.Interest.Under;
import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.InventoryError;
import dev.seaworthy.inventory.InventoryFactCodec;
import java.io.IOException;
import java.io.InputStream;

/// Bills of materials that lie in an image as files. Bitnami, Wolfi, Python's wheels (PEP 770) and
/// others ship one with what they install.
public final class SbomFileCataloger implements Cataloger {

  private static final AnalyserId ID = new AnalyserId("embedded-sbom", 2);

  private static final Interest INTEREST =
      Interest.in(
          new Suffix(".cdx.json"),
          new Suffix(".cdx.xml"),
          new Suffix(".cyclonedx.json"),
          new Suffix(".cyclonedx.xml"),
          new Suffix(".spdx"),
          new Suffix(".spdx.json"),
          new SuffixBelow("sboms", ".json"),
          new Name("bom.json"),
          new Name("bom.xml"),
          new Name("sbom.json"),
          new Name("sbom.xml"),
          new Name("syft.json"),
          new Under("/usr/share/sbom/"),
          new Under("/usr/local/share/sbom/"),
          new Under("/var/lib/db/sbom/"));

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
        "bills of materials inside the image",
        "`*.cdx.json`, `*.cyclonedx.json`, `*.spdx`, `*.spdx.json`, `bom.json`, `sbom.json` and"
            + " their kin (Bitnami's too, and those of Python's wheels, PEP 770); everything in"
            + " `/usr/share/sbom` and `/var/lib/db/sbom`; in Java archives (by the cataloger `java`)"
            + " what lies in `META-INF/sbom`",
        "what a document claims and nobody saw, marked `seaworthy:claimedBy`; it takes nothing away"
            + " and lists no release twice",
        "whether a claim is true; files named `LICENSE.spdx`; that a claim under another name (such"
            + " as `pkg:bitnami/redis`) means a program that was seen");
  }

  @Override
  public void analyse(FileRecord file, FileContent content, FactSink sink) throws IOException {
    if (!EmbeddedSbom.mayBe(file.name())) {
      return;
    }
    int bytesMax = EmbeddedSbom.bytesMax(sink);
    if (content.size() > bytesMax) {
      sink.gap(
          InventoryError.SBOM_LIMIT,
          "",
          "it has %s bytes, more than the limit %s = %s"
              .formatted(content.size(), Limit.SBOM_BYTES.key(), bytesMax));
      return;
    }
    try (InputStream in = content.open()) {
      EmbeddedSbom.tellFile(in.readNBytes(bytesMax), file.name(), "", sink);
    }
  }
}
