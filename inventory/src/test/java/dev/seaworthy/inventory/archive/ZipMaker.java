package dev.seaworthy.inventory.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Makes zip archives with the JDK's own writer.
public final class ZipMaker {

  private record Content(byte[] bytes, boolean isStored) {}

  private final Map<String, Content> entries = new LinkedHashMap<>();

  private ZipMaker() {}

  public static ZipMaker zip() {
    return new ZipMaker();
  }

  public ZipMaker with(String name, String text) {
    return with(name, text.getBytes(StandardCharsets.UTF_8));
  }

  public ZipMaker with(String name, byte[] bytes) {
    entries.put(name, new Content(bytes, false));
    return this;
  }

  public ZipMaker stored(String name, byte[] bytes) {
    entries.put(name, new Content(bytes, true));
    return this;
  }

  public byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, Content> made : entries.entrySet()) {
        ZipEntry entry = new ZipEntry(made.getKey());
        byte[] content = made.getValue().bytes();
        if (made.getValue().isStored()) {
          CRC32 crc = new CRC32();
          crc.update(content);
          entry.setMethod(ZipEntry.STORED);
          entry.setSize(content.length);
          entry.setCrc(crc.getValue());
        }
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
