package dev.seaworthy.bench;

import dev.seaworthy.base.ErrorCode;
import dev.seaworthy.base.Limits;
import dev.seaworthy.image.Fact;
import dev.seaworthy.image.FactSink;
import dev.seaworthy.image.FileRecord;
import dev.seaworthy.image.TapReading;
import dev.seaworthy.inspection.secret.FingerprintKey;
import dev.seaworthy.inspection.secret.NativeEngine;
import dev.seaworthy.inspection.secret.SecretRules;
import dev.seaworthy.inspection.secret.Secrets;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Looks for secrets in files in memory, on one thread, and prints four figures: MB/s with the
/// native engine, MB/s in Java, how many MB there are, and how many of these are texts. Time is
/// that of the processor, so that what else runs on the machine counts as little as it can.
///
/// The files are those of the Debian image and half as many MB of Java sources: what a distribution
/// and an application bring. They are shown in pieces as large as those of a walk.
public final class SecretSpeed {

  private static final int PIECE_BYTES = 64 << 10;
  private static final int COUNTED = 5;

  /// Takes what is found and keeps nothing.
  private static final FactSink NOWHERE =
      new FactSink() {
        @Override
        public Limits limits() {
          return Limits.defaults();
        }

        @Override
        public void fact(Fact fact) {
          // Only the time counts.
        }

        @Override
        public void gap(ErrorCode code, String nestedPath, String detail) {
          // Likewise.
        }
      };

  /// A file to look at.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Content(FileRecord file, byte[] bytes) {}

  private SecretSpeed() {}

  /// @param args a folder for temporary files, and how many MB to look at, at most
  public static void main(String[] args) throws IOException {
    List<Content> files = files(Long.parseLong(args[1]) * 1_000_000);
    long bytes = files.stream().mapToLong(file -> file.bytes().length).sum();
    long texts =
        files.stream()
            .filter(file -> RealFiles.isText(file.bytes()))
            .mapToLong(file -> file.bytes().length)
            .sum();
    SecretRules rules = SecretRules.builtIn();
    FingerprintKey key = FingerprintKey.of(new byte[32]);
    NativeEngine engine = NativeEngine.in(Path.of(args[0]));
    double inNative;
    try (Secrets secrets = Secrets.of(rules, key, engine, 0)) {
      inNative = bytes / seconds(secrets, files) / 1e6;
    }
    if (!engine.problem().isEmpty()) {
      throw new IOException(engine.problem());
    }
    double inJava;
    try (Secrets secrets = Secrets.of(rules, key)) {
      inJava = bytes / seconds(secrets, files) / 1e6;
    }
    System.out.printf(
        Locale.ROOT, "%.1f %.1f %.1f %.1f%n", inNative, inJava, bytes / 1e6, texts / 1e6);
  }

  private static List<Content> files(long bytesMax) throws IOException {
    Collection debian = new Collection(bytesMax * 2 / 3);
    RealFiles.ofDebian(debian);
    Collection sources = new Collection(Math.min(bytesMax / 3, debian.taken / 2));
    RealFiles.ofJdkSources(sources);
    List<Content> files = new ArrayList<>(debian.files);
    files.addAll(sources.files);
    return files;
  }

  /// Takes files until there are enough.
  private static final class Collection implements RealFiles.Taker {
    private final List<Content> files = new ArrayList<>();
    private final long bytesMax;
    private long taken;

    Collection(long bytesMax) {
      this.bytesMax = bytesMax;
    }

    @Override
    public void take(String path, byte[] bytes) {
      if (taken < bytesMax) {
        FileRecord file =
            new FileRecord(
                path,
                FileRecord.Kind.REGULAR,
                0644,
                0,
                0,
                bytes.length,
                "",
                Optional.empty(),
                false);
        files.add(new Content(file, bytes));
        taken += bytes.length;
      }
    }
  }

  /// The median of the processor's seconds that all files take.
  private static double seconds(Secrets secrets, List<Content> files) throws IOException {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long[] nanos = new long[COUNTED];
    try (TapReading reading = secrets.tap().start(Limits.defaults())) {
      for (int round = -2; round < COUNTED; round++) {
        long start = threads.getCurrentThreadCpuTime();
        for (Content content : files) {
          show(reading, content);
        }
        if (round >= 0) {
          nanos[round] = threads.getCurrentThreadCpuTime() - start;
        }
      }
    }
    Arrays.sort(nanos);
    return nanos[COUNTED / 2] / 1e9;
  }

  private static void show(TapReading reading, Content content) throws IOException {
    byte[] bytes = content.bytes();
    int first = Math.min(bytes.length, PIECE_BYTES);
    if (!reading.begin(content.file(), bytes, 0, first, NOWHERE)) {
      return;
    }
    for (int at = 0; at < bytes.length; at += PIECE_BYTES) {
      reading.accept(bytes, at, Math.min(PIECE_BYTES, bytes.length - at));
    }
    reading.end(content.file());
  }
}
