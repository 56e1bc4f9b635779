package dev.seaworthy.inventory.classifier;

import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Text;
import dev.seaworthy.image.AnalyserId;
import dev.seaworthy.image.FactCodec;
import dev.seaworthy.image.FactSink;
import dev.seaworthy.image.FileContent;
import dev.seaworthy.image.FileRecord;
import dev.seaworthy.image.Interest;
import dev.seaworthy.image.Interest.Name;
import dev.seaworthy.image.Interest.Pattern;
import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.ComponentBuilder;
import dev.seaworthy.inventory.InventoryError;
import dev.seaworthy.inventory.InventoryFact.Found;
import dev.seaworthy.inventory.InventoryFactCodec;
import dev.seaworthy.inventory.classifier.BinaryClassifier.Kind;
import dev.seaworthy.inventory.classifier.BytePattern.Hit;
import dev.seaworthy.inventory.classifier.ClassifierTable.Candidate;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Programs and libraries by what their files say of themselves, whoever put them there.
///
/// Properties of its components: `cpe`, the CPE 2.3 name.
public final class BinaryClassifierCataloger implements Cataloger {

  /// How the method of its evidence begins; behind it stands what was found in the file.
  public static final String METHOD = "binary analysis: ";

  private static final AnalyserId ID = new AnalyserId("binary-classifier", 1);
  private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};
  private static final int TEXT_BYTES_MAX = 8 << 10;
  private static final int METHOD_CHARACTERS_MAX = 120;

  private final ClassifierTable table;

  /// With the classifiers that come with the program.
  public BinaryClassifierCataloger() {
    this(ClassifierTable.builtIn());
  }

  BinaryClassifierCataloger(ClassifierTable table) {
    this.table = table;
  }

  @Override
  public AnalyserId id() {
    return ID;
  }

  @Override
  public Interest interest() {
    List<Pattern> patterns = new ArrayList<>();
    patterns.add(Interest.elf());
    table.textNames().forEach(name -> patterns.add(new Name(name)));
    return new Interest(patterns);
  }

  @Override
  public FactCodec codec() {
    return InventoryFactCodec.INSTANCE;
  }

  @Override
  public Coverage coverage() {
    return new Coverage(
        "Programs and libraries without a package",
        "ELF files by their names, and a few text files such as `OTP_VERSION`; see"
            + " [the classifiers](reference-classifiers.md)",
        "one component for each product that a file says it is, with its CPE; marked as owned where"
            + " a system package installed the file",
        "files under other names than usual; libraries linked into other programs; programs"
            + " that are packed (UPX)");
  }

  @Override
  public void analyse(FileRecord file, FileContent content, FactSink sink) throws IOException {
    List<Candidate> candidates = table.candidates(file.path());
    if (candidates.isEmpty()) {
      return;
    }
    boolean isElf = isElf(content);
    candidates.removeIf(candidate -> (candidate.classifier().kind() == Kind.ELF) != isElf);
    if (candidates.isEmpty()) {
      return;
    }
    if (isElf) {
      search(candidates, content, sink);
    } else {
      readText(candidates, content, sink);
    }
  }

  private static boolean isElf(FileContent content) throws IOException {
    try (InputStream in = content.open()) {
      return Arrays.equals(in.readNBytes(ELF.length), ELF);
    }
  }

  private static void search(List<Candidate> candidates, FileContent content, FactSink sink)
      throws IOException {
    BinaryScan scan = new BinaryScan(candidates.size());
    for (int order = 0; order < candidates.size(); order++) {
      String named = candidates.get(order).named();
      for (BytePattern pattern : candidates.get(order).classifier().patterns()) {
        if (!pattern.isNamed() || !named.isEmpty()) {
          scan.lookFor(order, pattern.compile(named));
        }
      }
    }
    long bytesMax = sink.limits().of(Limit.BINARY_SEARCH_BYTES);
    boolean isWhole;
    try (InputStream in = content.open()) {
      isWhole = scan.run(in, bytesMax);
    }
    for (int order = 0; order < candidates.size(); order++) {
      Hit hit = scan.hit(order);
      if (hit != null) {
        tell(candidates.get(order).classifier(), hit, sink);
      }
    }
    if (!isWhole) {
      sink.gap(
          InventoryError.BINARY_SEARCH_LIMIT,
          "",
          "only the first %s bytes were searched for a product's version".formatted(bytesMax));
    } else if (scan.gaveUp()) {
      sink.gap(
          InventoryError.BINARY_SEARCH_LIMIT,
          "",
          "too many places look like a product's version; the rest of the file was not searched");
    }
  }

  private static void readText(List<Candidate> candidates, FileContent content, FactSink sink)
      throws IOException {
    String text;
    try (InputStream in = content.open()) {
      text = new String(in.readNBytes(TEXT_BYTES_MAX), StandardCharsets.ISO_8859_1);
    }
    for (Candidate candidate : candidates) {
      for (BytePattern pattern : candidate.classifier().patterns()) {
        Hit hit = pattern.compile(candidate.named()).findAtStart(text);
        if (hit != null) {
          tell(candidate.classifier(), hit, sink);
          break;
        }
      }
    }
  }

  private static void tell(BinaryClassifier classifier, Hit hit, FactSink sink) {
    Component component =
        new ComponentBuilder("generic")
            .name(classifier.name())
            .version(hit.fullVersion())
            .property("cpe", Cpe.of(classifier.cpe(), hit.version(), hit.update()))
            .build();
    sink.fact(new Found(component, "", METHOD + shown(hit.text())));
  }

  /// What stood in the file, without the bytes that nobody can read.
  private static String shown(String text) {
    String plain = text.replaceAll("[\\x00-\\x1f\\x7f-\\xff]++", " ").strip();
    return Text.shorten(plain, METHOD_CHARACTERS_MAX);
  }
}
