package dev.seaworthy.inspection.hardening.check;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// Makes small ELF files (System V ABI): 64 bits, little-endian, with the sections that tell how
/// they are linked.
final class ElfMaker {

  static final String LOADER = "/lib64/ld-linux-x86-64.so.2";

  private static final int HEADER_BYTES = 64;
  private static final int SECTION_BYTES = 64;
  private static final int DT_NEEDED = 1;
  private static final int DT_RUNPATH = 29;

  private ElfMaker() {}

  /// A program that names the loader only if it needs libraries.
  static byte[] program(List<String> needed) {
    return program(needed, "");
  }

  static byte[] program(List<String> needed, String runPath) {
    ByteArrayOutputStream names = new ByteArrayOutputStream();
    names.write(0);
    ByteBuffer dynamic =
        ByteBuffer.allocate(16 * (needed.size() + 2)).order(ByteOrder.LITTLE_ENDIAN);
    for (String library : needed) {
      dynamic.putLong(DT_NEEDED).putLong(names.size());
      names.writeBytes((library + "\0").getBytes(ISO_8859_1));
    }
    if (!runPath.isEmpty()) {
      dynamic.putLong(DT_RUNPATH).putLong(names.size());
      names.writeBytes((runPath + "\0").getBytes(ISO_8859_1));
    }
    List<String> titles = new ArrayList<>(List.of("", ".shstrtab"));
    List<byte[]> bodies = new ArrayList<>(List.of(new byte[0], new byte[0]));
    if (!needed.isEmpty()) {
      titles.addAll(List.of(".interp", ".dynamic", ".dynstr"));
      bodies.addAll(
          List.of((LOADER + "\0").getBytes(ISO_8859_1), dynamic.array(), names.toByteArray()));
    }
    bodies.set(1, (String.join("\0", titles) + "\0").getBytes(ISO_8859_1));
    return file(titles, bodies);
  }

  private static byte[] file(List<String> titles, List<byte[]> bodies) {
    int bodyBytes = bodies.stream().mapToInt(body -> body.length).sum();
    ByteBuffer file =
        ByteBuffer.allocate(HEADER_BYTES + bodyBytes + SECTION_BYTES * bodies.size())
            .order(ByteOrder.LITTLE_ENDIAN);
    file.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}).position(16);
    file.putShort((short) 2).putShort((short) 62).putInt(1).putLong(0).putLong(0);
    file.putLong(HEADER_BYTES + bodyBytes).putInt(0).putShort((short) HEADER_BYTES);
    file.putShort((short) 0).putShort((short) 0).putShort((short) SECTION_BYTES);
    file.putShort((short) bodies.size()).putShort((short) 1);
    bodies.forEach(file::put);
    int offset = HEADER_BYTES;
    int title = 0;
    for (int i = 0; i < bodies.size(); i++) {
      file.putInt(title).putInt(i == 0 ? 0 : 1).putLong(0).putLong(0);
      file.putLong(offset).putLong(bodies.get(i).length);
      file.putInt(0).putInt(0).putLong(1).putLong(0);
      offset += bodies.get(i).length;
      title += titles.get(i).length() + 1;
    }
    return file.array();
  }
}
