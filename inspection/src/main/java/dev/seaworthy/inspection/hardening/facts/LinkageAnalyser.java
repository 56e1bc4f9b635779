package dev.seaworthy.inspection.hardening.facts;

import dev.seaworthy.base.Text;
import dev.seaworthy.image.Analyser;
import dev.seaworthy.image.AnalyserId;
import dev.seaworthy.image.FactCodec;
import dev.seaworthy.image.FactSink;
import dev.seaworthy.image.FileContent;
import dev.seaworthy.image.FileRecord;
import dev.seaworthy.image.Interest;
import dev.seaworthy.inspection.InspectionError;
import dev.seaworthy.inspection.dockerfile.SourceText;
import dev.seaworthy.inspection.dockerfile.shell.ShellParser;
import dev.seaworthy.inspection.dockerfile.shell.ShellWord;
import dev.seaworthy.inspection.hardening.facts.HardeningFact.Linkage;
import dev.seaworthy.inspection.hardening.facts.HardeningFact.Script;
import dev.seaworthy.inventory.binary.ElfFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Tells what programs need to start: the libraries of ELF files, the interpreters of scripts.
public final class LinkageAnalyser implements Analyser {

  private static final AnalyserId ID = new AnalyserId("linkage", 2);
  private static final int DT_NEEDED = 1;
  private static final int DT_RPATH = 15;
  private static final int DT_RUNPATH = 29;
  private static final int TEXT_BYTES_MAX = 4_096;
  private static final int TABLE_BYTES_MAX = 16 << 20;
  private static final int NEEDED_MAX = 1_000;
  private static final int SCRIPT_BYTES_MAX = 1 << 16;
  private static final int PROGRAMS_MAX = 500;
  private static final Pattern SHELL = Pattern.compile("(?:ba|a|da|k|z)?sh");
  private static final Pattern PROGRAM = Pattern.compile("[A-Za-z0-9_./+-]{2,200}");

  @Override
  public AnalyserId id() {
    return ID;
  }

  @Override
  public Interest interest() {
    return Interest.in(Interest.elf(), new Interest.Magic("#!", 4));
  }

  @Override
  public FactCodec codec() {
    return HardeningFactCodec.INSTANCE;
  }

  @Override
  public void analyse(FileRecord file, FileContent content, FactSink sink) throws IOException {
    byte[] beginning;
    try (InputStream in = content.open()) {
      beginning = in.readNBytes(2);
    }
    if (Arrays.equals(beginning, new byte[] {'#', '!'})) {
      script(content).ifPresent(sink::fact);
      return;
    }
    try (SeekableByteChannel channel = content.channel()) {
      Optional<ElfFile> elf = ElfFile.read(channel);
      if (elf.isPresent()) {
        sink.fact(linkage(elf.get()));
      }
    } catch (IOException e) {
      // It may start all the same: a kernel reads less of it than we do.
      sink.gap(
          InspectionError.PROGRAM_UNREADABLE,
          "",
          "linkage: what it needs to start can't be read: "
              + Text.shorten(String.valueOf(e.getMessage()), 200));
    }
  }

  private static Optional<Script> script(FileContent content) throws IOException {
    byte[] bytes;
    try (InputStream in = content.open()) {
      bytes = in.readNBytes(SCRIPT_BYTES_MAX);
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    int end = text.indexOf('\n');
    String first = (end < 0 ? text : text.substring(0, end)).substring(2).strip();
    if (first.isEmpty() || first.length() > 255 || first.indexOf('\0') >= 0) {
      return Optional.empty();
    }
    List<String> words = List.of(first.split("\\s+"));
    String last = words.getFirst().endsWith("/env") ? words.getLast() : words.getFirst();
    boolean isShell = SHELL.matcher(last.substring(last.lastIndexOf('/') + 1)).matches();
    List<String> programs =
        isShell
            ? ShellParser.parse(SourceText.ofLines(text, 1))
                .all()
                .flatMap(command -> command.program().stream())
                .map(ShellWord::text)
                .filter(word -> PROGRAM.matcher(word).matches())
                .distinct()
                .limit(PROGRAMS_MAX)
                .sorted()
                .toList()
            : List.of();
    return Optional.of(new Script(words, programs));
  }

  private static Linkage linkage(ElfFile elf) throws IOException {
    String interpreter = "";
    Optional<ElfFile.Section> named = elf.section(".interp");
    if (named.isPresent()) {
      interpreter = textAt(elf.bytes(named.get(), TEXT_BYTES_MAX), 0);
    }
    Optional<ElfFile.Section> dynamic = elf.section(".dynamic");
    Optional<ElfFile.Section> names = elf.section(".dynstr");
    if (dynamic.isEmpty() || names.isEmpty()) {
      return new Linkage(interpreter, List.of(), List.of());
    }
    ByteBuffer entries =
        ByteBuffer.wrap(elf.bytes(dynamic.get(), TABLE_BYTES_MAX)).order(elf.order());
    byte[] texts = elf.bytes(names.get(), TABLE_BYTES_MAX);
    List<String> needed = new ArrayList<>();
    String runPath = "";
    String ownPath = "";
    while (entries.remaining() >= 2 * elf.wordBytes()) {
      long tag = word(entries, elf.wordBytes());
      long value = word(entries, elf.wordBytes());
      if (tag == 0) {
        break;
      }
      if (tag == DT_NEEDED && needed.size() < NEEDED_MAX) {
        needed.add(textAt(texts, value));
      } else if (tag == DT_RUNPATH) {
        runPath = textAt(texts, value);
      } else if (tag == DT_RPATH) {
        ownPath = textAt(texts, value);
      }
    }
    String paths = runPath.isEmpty() ? ownPath : runPath;
    return new Linkage(
        interpreter, needed, paths.isEmpty() ? List.of() : List.of(paths.split(":", -1)));
  }

  private static long word(ByteBuffer entries, int bytes) {
    return bytes == 8 ? entries.getLong() : Integer.toUnsignedLong(entries.getInt());
  }

  private static String textAt(byte[] bytes, long start) {
    if (start < 0 || start >= bytes.length) {
      return "";
    }
    int end = (int) start;
    while (end < bytes.length && end - start < TEXT_BYTES_MAX && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, (int) start, end - (int) start, StandardCharsets.ISO_8859_1);
  }
}
