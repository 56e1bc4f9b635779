package dev.seaworthy.advisory.database;

import dev.seaworthy.advisory.AdvisoryId;
import java.util.ArrayList;
import java.util.List;

/// What the index says of an id.
///
/// @param packages those whose statements carry it
/// @param flaws those that it stands for under another name
record IdEntry(List<PackageReference> packages, List<AdvisoryId> flaws) {

  static final IdEntry NONE = new IdEntry(List.of(), List.of());

  private static final int PACKAGE = 0;
  private static final int FLAW = 1;

  IdEntry {
    packages = List.copyOf(packages);
    flaws = List.copyOf(flaws);
  }

  /// @param ecosystem a number into the header's list
  record PackageReference(int ecosystem, String packageName) {

    byte[] toBytes() {
      ByteWriter out = new ByteWriter(40);
      out.octet(PACKAGE);
      out.number(ecosystem);
      out.text(packageName);
      return out.toBytes();
    }
  }

  static byte[] flawToBytes(AdvisoryId flaw) {
    ByteWriter out = new ByteWriter(24);
    out.octet(FLAW);
    IdCodec.write(flaw, out);
    return out.toBytes();
  }

  static IdEntry read(ByteReader in) {
    List<PackageReference> packages = new ArrayList<>();
    List<AdvisoryId> flaws = new ArrayList<>();
    while (in.hasMore()) {
      ByteReader item = in.sized();
      switch (item.octet()) {
        case PACKAGE -> packages.add(new PackageReference((int) item.number(), item.text()));
        case FLAW -> flaws.add(IdCodec.read(item));
        default -> throw ByteReader.malformed();
      }
    }
    return new IdEntry(packages, flaws);
  }
}
