package dev.seaworthy.inventory;

import dev.seaworthy.image.Fact;
import dev.seaworthy.image.FactCodec;
import dev.seaworthy.inventory.Component.SourcePackage;
import dev.seaworthy.inventory.InventoryFact.Claimed;
import dev.seaworthy.inventory.InventoryFact.DistributionSeen;
import dev.seaworthy.inventory.InventoryFact.Found;
import dev.seaworthy.inventory.InventoryFact.Licensed;
import dev.seaworthy.inventory.InventoryFact.Nameless;
import dev.seaworthy.inventory.InventoryFact.Owns;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Keeps [InventoryFact]s. A fact begins with the version of this form and a byte that says which
/// fact it is. Counts are never trusted: what is read grows only with the bytes that are there.
public final class InventoryFactCodec implements FactCodec {

  /// The codec of all catalogers.
  public static final InventoryFactCodec INSTANCE = new InventoryFactCodec();

  private static final int VERSION = 1;
  private static final int FOUND = 1;
  private static final int OWNS = 2;
  private static final int LICENSED = 3;
  private static final int DISTRIBUTION = 4;
  private static final int NAMELESS = 5;
  private static final int CLAIMED = 6;

  /// A string of this many characters never takes more bytes than `writeUTF` allows.
  private static final int CHUNK_CHARS = 65_535 / 3;

  /// Lists grow from this size at most, whatever the count says.
  private static final int CAPACITY_MAX = 256;

  private InventoryFactCodec() {}

  @Override
  public void write(Fact fact, DataOutput out) throws IOException {
    if (!(fact instanceof InventoryFact inventoryFact)) {
      throw new IOException("not a fact of a cataloger: " + fact.getClass().getName());
    }
    out.writeByte(VERSION);
    switch (inventoryFact) {
      case Found(Component component, String nestedPath, String method) -> {
        out.writeByte(FOUND);
        writeComponent(component, out);
        writeText(nestedPath, out);
        writeText(method, out);
      }
      case Claimed(Component component, String nestedPath, String method) -> {
        out.writeByte(CLAIMED);
        writeComponent(component, out);
        writeText(nestedPath, out);
        writeText(method, out);
      }
      case Nameless(String type, String nestedPath, String sha1) -> {
        out.writeByte(NAMELESS);
        writeText(type, out);
        writeText(nestedPath, out);
        writeText(sha1, out);
      }
      case Owns(String type, String packageName, List<String> paths) -> {
        out.writeByte(OWNS);
        writeText(type, out);
        writeText(packageName, out);
        writeTexts(paths, out);
      }
      case Licensed(String type, String packageName, List<String> licences) -> {
        out.writeByte(LICENSED);
        writeText(type, out);
        writeText(packageName, out);
        writeTexts(licences, out);
      }
      case DistributionSeen(Distribution distribution, int rank) -> {
        out.writeByte(DISTRIBUTION);
        writeText(distribution.id(), out);
        writeText(distribution.versionId(), out);
        writeText(distribution.codename(), out);
        writeText(distribution.prettyName(), out);
        writeTexts(distribution.idLike(), out);
        writeText(distribution.evidence(), out);
        out.writeInt(rank);
      }
    }
  }

  @Override
  public InventoryFact read(DataInput in) throws IOException {
    int version = in.readUnsignedByte();
    if (version != VERSION) {
      throw new IOException("facts of form " + version + ", this is form " + VERSION);
    }
    int kind = in.readUnsignedByte();
    return switch (kind) {
      case FOUND -> new Found(readComponent(in), readText(in), readText(in));
      case CLAIMED -> new Claimed(readComponent(in), readText(in), readText(in));
      case NAMELESS -> new Nameless(readText(in), readText(in), readText(in));
      case OWNS -> new Owns(readText(in), readText(in), readTexts(in));
      case LICENSED -> new Licensed(readText(in), readText(in), readTexts(in));
      case DISTRIBUTION ->
          new DistributionSeen(
              new Distribution(
                  readText(in),
                  readText(in),
                  readText(in),
                  readText(in),
                  readTexts(in),
                  readText(in)),
              in.readInt());
      default -> throw new IOException("no fact of kind " + kind);
    };
  }

  private static void writeComponent(Component component, DataOutput out) throws IOException {
    if (!component.evidence().isEmpty()) {
      throw new IOException("a component of a fact has no evidence yet: " + component.purl());
    }
    writeText(component.type(), out);
    writeText(component.namespace(), out);
    writeText(component.name(), out);
    writeText(component.version(), out);
    writeText(component.purl(), out);
    writeText(component.architecture(), out);
    SourcePackage source = component.source();
    out.writeBoolean(source != null);
    if (source != null) {
      writeText(source.name(), out);
      writeText(source.version(), out);
    }
    writeTexts(component.licences(), out);
    writeTexts(component.hashes(), out);
    writeTexts(component.depends(), out);
    writeTexts(component.ownedFiles(), out);
    writeTexts(component.properties(), out);
  }

  private static Component readComponent(DataInput in) throws IOException {
    String type = readText(in);
    String namespace = readText(in);
    String name = readText(in);
    String version = readText(in);
    String purl = readText(in);
    String architecture = readText(in);
    @Nullable SourcePackage source =
        in.readBoolean() ? new SourcePackage(readText(in), readText(in)) : null;
    List<String> licences = readTexts(in);
    Map<String, String> hashes = readPairs(in);
    List<String> depends = readTexts(in);
    List<String> ownedFiles = readTexts(in);
    Map<String, String> properties = readPairs(in);
    return new Component(
        type,
        namespace,
        name,
        version,
        purl,
        architecture,
        source,
        licences,
        hashes,
        depends,
        ownedFiles,
        List.of(),
        properties);
  }

  private static void writeTexts(Map<String, String> pairs, DataOutput out) throws IOException {
    List<String> texts = new ArrayList<>(2 * pairs.size());
    pairs.forEach((key, value) -> {
      texts.add(key);
      texts.add(value);
    });
    writeTexts(texts, out);
  }

  private static Map<String, String> readPairs(DataInput in) throws IOException {
    List<String> texts = readTexts(in);
    if (texts.size() % 2 != 0) {
      throw new IOException("a key without a value");
    }
    Map<String, String> pairs = new LinkedHashMap<>();
    for (int i = 0; i < texts.size(); i += 2) {
      pairs.put(texts.get(i), texts.get(i + 1));
    }
    return pairs;
  }

  private static void writeTexts(List<String> texts, DataOutput out) throws IOException {
    out.writeInt(texts.size());
    for (String text : texts) {
      writeText(text, out);
    }
  }

  private static List<String> readTexts(DataInput in) throws IOException {
    int count = readCount(in);
    List<String> texts = new ArrayList<>(Math.min(count, CAPACITY_MAX));
    for (int i = 0; i < count; i++) {
      texts.add(readText(in));
    }
    return texts;
  }

  /// Text goes in chunks of modified UTF-8, which keeps every Java string as it is; a lone
  /// surrogate from a hostile JSON file must be the same before and after the cache.
  private static void writeText(String text, DataOutput out) throws IOException {
    int chunks = (text.length() + CHUNK_CHARS - 1) / CHUNK_CHARS;
    out.writeShort(Math.min(chunks, 0xffff));
    if (chunks >= 0xffff) {
      throw new IOException("a text of %s characters is too long to keep".formatted(text.length()));
    }
    for (int i = 0; i < chunks; i++) {
      int start = i * CHUNK_CHARS;
      out.writeUTF(text.substring(start, Math.min(text.length(), start + CHUNK_CHARS)));
    }
  }

  private static String readText(DataInput in) throws IOException {
    int chunks = in.readUnsignedShort();
    if (chunks == 0) {
      return "";
    }
    String first = in.readUTF();
    if (chunks == 1) {
      return first;
    }
    StringBuilder text = new StringBuilder(first);
    for (int i = 1; i < chunks; i++) {
      text.append(in.readUTF());
    }
    return text.toString();
  }

  private static int readCount(DataInput in) throws IOException {
    int count = in.readInt();
    if (count < 0) {
      throw new IOException("a negative count: " + count);
    }
    return count;
  }
}
