package dev.seaworthy.bench;

import dev.seaworthy.testkit.Command;
import dev.seaworthy.testkit.Folders;
import dev.seaworthy.testkit.Need;
import dev.seaworthy.testkit.RepositoryRoot;
import dev.seaworthy.testkit.debian.DebianImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// `./bench`: measures whole processes side by side on one image and prints what came of it.
public final class Main {

  /// What fits into the memory that Java takes on a machine with 4 GB.
  private static final int SECRET_MEGABYTES = 250;

  private Main() {}

  /// Exit code 1 when a goal is missed under `--strict` or a contender failed, 2 for wrong usage.
  ///
  /// @param args our launcher, then the options of [Options]
  public static void main(String[] args) throws IOException {
    List<String> words = new ArrayList<>(List.of(args));
    if (words.size() > 1 && words.get(1).equals(Options.HITS)) {
      System.exit(isMet(new SecretHits(words.subList(2, words.size())).list()) ? 0 : 1);
    }
    boolean isOfAdvisories = words.remove(Options.ADVISORIES);
    boolean isOfCertificates = words.remove(Options.CERTIFICATES);
    boolean isOfLedger = words.remove(Options.LEDGER);
    boolean isOfPlatform = words.remove(Options.PLATFORM);
    boolean isOfRegistry = words.remove(Options.REGISTRY);
    Optional<Integer> ofSecrets = ofSecrets(words);
    Optional<Options> options =
        words.isEmpty() ? Optional.empty() : Options.parse(words.subList(1, words.size()));
    if (options.isEmpty()) {
      System.err.print(Options.USAGE);
      System.exit(2);
      return;
    }
    Path seaworthy = Path.of(words.getFirst());
    boolean isGood;
    if (ofSecrets.isPresent()) {
      boolean isMet = isMet(new SecretBench(ofSecrets.get()).measure());
      isGood = isMet || !options.get().isStrict();
    } else if (isOfLedger) {
      boolean isMet =
          isMet(
              new LedgerBench(seaworthy, LedgerBench.USUAL_RECORDS, options.get().rounds())
                  .measure());
      isGood = isMet || !options.get().isStrict();
    } else if (isOfPlatform) {
      boolean isMet = isMet(new PlatformBench(seaworthy, options.get().rounds()).measure());
      isGood = isMet || !options.get().isStrict();
    } else if (isOfRegistry) {
      boolean isMet =
          isMet(
              new RegistryBench(seaworthy, options.get().rounds(), RegistryBench.USUAL_MEGABYTES)
                  .measure());
      isGood = isMet || !options.get().isStrict();
    } else if (isOfCertificates) {
      boolean isMet = isMet(new CertificateBench(seaworthy, options.get().rounds()).measure());
      isGood = isMet || !options.get().isStrict();
    } else if (isOfAdvisories) {
      isGood = measureAdvisories(seaworthy, options.get());
    } else {
      isGood = measure(seaworthy, options.get());
    }
    System.exit(isGood ? 0 : 1);
  }

  /// How much to look for secrets in, if that is what is asked for; takes it out of the words.
  private static Optional<Integer> ofSecrets(List<String> words) {
    int at = words.indexOf(Options.SECRETS);
    if (at < 0) {
      return Optional.empty();
    }
    words.remove(at);
    Optional<Integer> named =
        at < words.size() ? Options.number(words.get(at), 4) : Optional.empty();
    if (named.isPresent()) {
      words.remove(at);
    }
    return Optional.of(named.orElse(SECRET_MEGABYTES));
  }

  private static boolean isMet(List<Goal> goals) {
    return goals.stream().allMatch(Goal::isMet);
  }

  private static boolean measureAdvisories(Path seaworthy, Options options) throws IOException {
    List<Goal> goals = new AdvisoryBench(seaworthy, options.rounds()).measure();
    return !options.isStrict() || isMet(goals);
  }

  private static boolean measure(Path seaworthy, Options options) throws IOException {
    BigImage big = options.isBig() ? BigImage.usual() : null;
    boolean isOfTexts = options.textMegabytes() > 0;
    Path layout =
        isOfTexts
            ? TextImage.usual(options.textMegabytes())
            : big == null ? image(options.image()) : big.first();
    List<Path> layers = gzipBlobs(layout);
    Path scratch = Files.createTempDirectory("seaworthy-bench-database");
    try {
      Path database = database(seaworthy, options.database(), scratch.resolve("advisories.db"));
      ScanBench bench =
          new ScanBench(seaworthy, layout, layers, big == null ? null : big.second(), database);
      List<Contender> contenders = isOfTexts ? bench.inspections() : bench.contenders();
      System.err.println("bench: " + options.rounds() + " rounds after one that does not count");
      Race.Outcome outcome = new Race(Stopwatch.ofThisMachine(), options.rounds()).run(contenders);
      print(bench, contenders, outcome, options);
      boolean isMet = isMet(Goal.of(outcome, bounds(options)));
      return outcome.failures().isEmpty() && (isMet || !options.isStrict());
    } finally {
      Folders.delete(scratch);
    }
  }

  private static Goal.Bounds bounds(Options options) {
    return options.isBig() ? Goal.Bounds.BIG : Goal.Bounds.USUAL;
  }

  private static void print(
      ScanBench bench, List<Contender> contenders, Race.Outcome outcome, Options options)
      throws IOException {
    long bytes = 0;
    for (Path layer : bench.layers()) {
      bytes += Files.size(layer);
    }
    System.out.printf(
        "%s layers, %s bytes packed; %s interleaved runs on %s processors; %s%n%n",
        bench.layers().size(),
        bytes,
        options.rounds(),
        Runtime.getRuntime().availableProcessors(),
        bench.database() == null ? "starter set" : "advisory database " + bench.database());
    System.out.println(ResultTable.of(contenders, outcome));
    Goal.of(outcome, bounds(options)).forEach(System.out::println);
    if (options.textMegabytes() == 0) {
      bench.absentPeers().forEach(name -> System.out.println("absent  " + name));
    }
  }

  private static Path image(@Nullable Path named) throws IOException {
    if (named != null) {
      return named.toAbsolutePath();
    }
    Need need = DebianImage.need();
    if (!need.isMet()) {
      throw new IOException("absent: " + need.what() + "; name an image with --image");
    }
    System.err.println("bench: making the Debian image (a minute or two, then kept)");
    return DebianImage.usual().ociLayout();
  }

  /// The database to scan with: the named one, else one of the shared data, else none.
  private static @Nullable Path database(Path seaworthy, @Nullable Path named, Path made) {
    Path shared = RepositoryRoot.shared().resolve("advisories");
    if (named != null || !Files.isDirectory(shared)) {
      return named;
    }
    System.err.println("bench: building the advisory database");
    Command.Result result =
        Command.of(
                seaworthy.toString(),
                "db",
                "build",
                "--from",
                shared.toString(),
                "--out",
                made.toString())
            .run();
    if (result.exit() != 0) {
      String why = result.err().lines().findFirst().orElse("no message");
      System.err.println("bench: no advisory database, so the starter set serves: " + why);
      return null;
    }
    return made;
  }

  /// The blobs that start as gzip does (RFC 1952, section 2.3.1), the largest first.
  static List<Path> gzipBlobs(Path layout) throws IOException {
    try (Stream<Path> blobs = Files.list(layout.resolve("blobs/sha256"))) {
      List<Path> layers =
          blobs
              .filter(Main::isGzip)
              .sorted((one, other) -> Long.compare(size(other), size(one)))
              .toList();
      if (layers.isEmpty()) {
        throw new IOException(layout + " has no gzip layers to measure");
      }
      return layers;
    }
  }

  private static boolean isGzip(Path blob) {
    try (InputStream in = Files.newInputStream(blob)) {
      return in.read() == 0x1f && in.read() == 0x8b;
    } catch (IOException e) {
      throw new UncheckedIOException("could not read " + blob, e);
    }
  }

  private static long size(Path blob) {
    return blob.toFile().length();
  }
}
