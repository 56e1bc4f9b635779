package dev.seaworthy.cli.command;

import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.cli.process.CliError;
import dev.seaworthy.cli.process.Places;
import dev.seaworthy.cli.process.Surroundings;
import dev.seaworthy.image.ImageReference;
import dev.seaworthy.image.ImageSource;
import dev.seaworthy.image.LayerFactsCache;
import dev.seaworthy.image.OpenOptions;
import dev.seaworthy.image.Platform;
import dev.seaworthy.image.source.ImageSources;
import dev.seaworthy.image.walk.FileLayerFactsCache;
import dev.seaworthy.image.walk.WalkResources;
import dev.seaworthy.inventory.jarindex.JarIndex;
import dev.seaworthy.inventory.jarindex.JarIndexFile;
import dev.seaworthy.scan.Scan;
import dev.seaworthy.scan.ScanRequest;
import dev.seaworthy.scan.inspect.Inspector;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The image that a command is about, and how to get at it.
final class TargetOptions {

  private static final long CACHE_BYTES_MAX = 2L << 30;

  @Parameters(
      index = "0",
      paramLabel = "TARGET",
      description = {
        "What to look at:",
        "  HOST[:PORT]/REPOSITORY[:TAG][@DIGEST]",
        "                          an image in a registry",
        "  oci-layout:PATH[:REF]   an OCI layout",
        "  oci-archive:PATH[:REF]  an OCI layout in a tar",
        "  docker-archive:PATH[:REF]",
        "                          what docker save writes",
        "  dir:PATH                a root file system",
        "  sbom:PATH               a bill of materials",
      })
  private String target = "";

  @Option(
      names = "--platform",
      paramLabel = "OS/ARCH",
      description = "Which image of an index, as linux/arm64 (default: this machine's).")
  private @Nullable String platform;

  @Mixin private RegistryAccess registry = new RegistryAccess();

  @Option(
      names = "--exclude",
      paramLabel = "DIRECTORY",
      description = "Leave this directory out (dir: only). Repeatable.")
  private List<Path> exclusions = new ArrayList<>();

  @Option(
      names = "--base",
      paramLabel = "TARGET",
      description = {
        "An image that this one may be built on; what comes from its layers is marked.",
        "Repeatable."
      })
  private List<String> bases = new ArrayList<>();

  @Option(
      names = "--jar-index",
      paramLabel = "FILE",
      description = {
        "Name Java archives by this index of their hashes where they say too little of",
        "themselves; seaworthy db jar-index makes one."
      })
  private @Nullable Path jarIndex;

  @Option(
      names = "--attached-sbom",
      description = {
        "Add what attached bills of materials claim",
        "beyond what is seen (asks the registry)."
      })
  private boolean isWithAttachedSboms;

  @Option(
      names = "--no-cache",
      description = "Read every layer anew, and keep nothing for the next scan.")
  private boolean isWithoutCache;

  @Option(
      names = "--limit",
      paramLabel = "KEY=NUMBER",
      description = {
        "Change a bound on what is read, as layer-bytes=100000000000. Repeatable;",
        "docs/reference-limits.md has them all."
      })
  private List<String> limits = new ArrayList<>();

  /// What the command is about.
  ///
  /// @throws SeaworthyException when the text names nothing
  ImageSource source() {
    return ImageSources.parse(target);
  }

  /// The index of Java archives, which the caller closes; an empty one when none was asked for.
  ///
  /// @throws SeaworthyException when it is no index
  OpenJars openJars() {
    return jarIndex == null
        ? new OpenJars(JarIndex.NONE, () -> {})
        : OpenJars.of(JarIndexFile.open(jarIndex));
  }

  /// An index and how to let go of it.
  record OpenJars(JarIndex index, Runnable closing) implements AutoCloseable {

    static OpenJars of(JarIndexFile file) {
      return new OpenJars(file, file::close);
    }

    @Override
    public void close() {
      closing.run();
    }
  }

  /// @param jars names Java archives that say too little of themselves
  /// @param inspectors what else looks into the image; the caller closes them
  /// @throws SeaworthyException when the target or an option is none
  ScanRequest request(
      Surroundings surroundings, JarIndex jars, List<Inspector> inspectors, PrintWriter err) {
    Places places = new Places(surroundings);
    OpenOptions options = openOptions(surroundings);
    List<Path> left = new ArrayList<>();
    exclusions.forEach(directory -> left.add(directory.toAbsolutePath().normalize()));
    left.add(places.cache());
    left.add(places.data());
    surroundings.program().ifPresent(left::add);
    WalkResources resources =
        WalkResources.of(
                Runtime.getRuntime().availableProcessors(),
                options.temporaryDirectory(),
                ThreadLocalRandom.current().nextLong())
            .without(left);
    ImageSource source = source();
    if (!exclusions.isEmpty() && !(source instanceof ImageSource.Directory)) {
      throw new SeaworthyException(
          CliError.USAGE,
          "--exclude leaves out directories of a dir: target, and this is none",
          "Leave it out: an image is always read whole.",
          null);
    }
    return new ScanRequest(
        source,
        options,
        resources,
        cache(options, places, inspectors, surroundings, err),
        bases(),
        jars,
        inspectors,
        isWithAttachedSboms);
  }

  /// How the target and its bases are got at.
  OpenOptions opening(Surroundings surroundings) {
    return openOptions(surroundings);
  }

  /// The images of registries that the user named: the target, and what it may be built on.
  List<ImageReference> references() {
    return Stream.concat(Stream.of(source()), bases().stream())
        .filter(ImageSource.Remote.class::isInstance)
        .map(each -> ((ImageSource.Remote) each).reference())
        .toList();
  }

  private List<ImageSource> bases() {
    List<ImageSource> sources = new ArrayList<>();
    for (String base : bases) {
      ImageSource source = ImageSources.parse(base);
      if (source instanceof ImageSource.Directory) {
        throw new SeaworthyException(
            CliError.USAGE,
            "--base %s has no layers by which it could be recognised"
                .formatted(Text.shorten(base, 80)),
            "Give an image, as registry.example/debian:12 or oci-archive:PATH.",
            null);
      }
      sources.add(source);
    }
    return sources;
  }

  /// A cache that can't be trusted is told of and done without: a scan needs none.
  private LayerFactsCache cache(
      OpenOptions options,
      Places places,
      List<Inspector> inspectors,
      Surroundings surroundings,
      PrintWriter err) {
    if (isWithoutCache) {
      return LayerFactsCache.NONE;
    }
    FileLayerFactsCache.Opened opened =
        FileLayerFactsCache.open(
            places.cache().resolve("layers"),
            Scan.tellers(inspectors),
            options.limits(),
            CACHE_BYTES_MAX,
            ThreadLocalRandom.current().nextLong(),
            surroundings.clock());
    if (!opened.refusal().isEmpty()) {
      err.println("no layer cache: " + Text.visible(opened.refusal()));
    }
    return opened.cache();
  }

  /// @throws SeaworthyException [dev.seaworthy.base.BaseError#UNKNOWN_LIMIT],
  ///   [dev.seaworthy.base.BaseError#BAD_LIMIT], [CliError#USAGE]
  private Limits limits() {
    Limits changed = Limits.defaults();
    for (String text : limits) {
      int equals = text.indexOf('=');
      changed = changed.with(text.substring(0, Math.max(0, equals)), number(text, equals));
    }
    return changed;
  }

  private static long number(String text, int equals) {
    if (equals > 0) {
      try {
        return Long.parseLong(text.substring(equals + 1));
      } catch (NumberFormatException _) {
        // Told below, with the whole option.
      }
    }
    throw new SeaworthyException(
        CliError.USAGE,
        "--limit %s is not of the form KEY=NUMBER".formatted(Text.shorten(text, 80)),
        "Give it as layer-bytes=100000000000, for example.",
        null);
  }

  /// @throws SeaworthyException [CliError#USAGE] for a platform that is none
  private OpenOptions openOptions(Surroundings surroundings) {
    OpenOptions options =
        OpenOptions.of(
            limits(), machine(), temporaryDirectory(surroundings), registry.options(surroundings));
    return platform == null ? options : options.withPlatform(parsePlatform(platform));
  }

  /// @throws SeaworthyException [CliError#USAGE] for a platform that is none
  static Platform parsePlatform(String text) {
    return Platform.parse(text)
        .orElseThrow(() ->
            new SeaworthyException(
                CliError.USAGE,
                "--platform %s is not of the form OS/ARCHITECTURE[/VARIANT]"
                    .formatted(Text.shorten(text, 80)),
                "Give it as linux/amd64 or linux/arm64/v8, for example.",
                null));
  }

  /// Images are built for Linux wherever they are looked at.
  static Platform machine() {
    String architecture = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    return switch (architecture) {
      case "x86_64", "amd64" -> Platform.of("linux", "amd64");
      case "aarch64" -> new Platform("linux", "arm64", "v8", "");
      default -> Platform.of("linux", architecture);
    };
  }

  static Path temporaryDirectory(Surroundings surroundings) {
    String named = surroundings.variable("TMPDIR");
    return Path.of(named.isEmpty() ? System.getProperty("java.io.tmpdir", "/tmp") : named);
  }
}
