package dev.seaworthy.server.survey;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.seaworthy.base.ErrorType;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.image.Image;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.image.ImageSource;
import dev.seaworthy.image.OpenOptions;
import dev.seaworthy.image.source.ImageSources;
import dev.seaworthy.image.walk.FactsParcel;
import dev.seaworthy.image.walk.WalkResources;
import dev.seaworthy.inventory.jarindex.JarIndex;
import dev.seaworthy.scan.Certifying;
import dev.seaworthy.scan.ReadImage;
import dev.seaworthy.scan.Scan;
import dev.seaworthy.scan.ScanListener;
import dev.seaworthy.scan.ScanRequest;
import dev.seaworthy.server.jobs.JobHandler;
import dev.seaworthy.server.jobs.Taken;
import dev.seaworthy.server.settings.Settings;
import dev.seaworthy.server.store.DataDirectory;
import dev.seaworthy.server.store.Json;
import dev.seaworthy.server.survey.child.LayerOrder;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// A scan from its order to its certificate: this process opens the image's documents and fetches
/// its layers, a process of its own reads these ([ChildProcess]), and this one decides, signs and
/// stores ([Decision]).
@Singleton
class ScanWork implements JobHandler {
  /// The kind of its jobs.
  static final String KIND = "scan";

  /// What another attempt will meet again.
  private static final Set<ImageError> FINAL =
      EnumSet.of(
          ImageError.NOT_FOUND,
          ImageError.DIGEST_MISMATCH,
          ImageError.SIZE_MISMATCH,
          ImageError.REGISTRY_UNAUTHORISED,
          ImageError.UNSUPPORTED_COMPRESSION);

  private final Settings settings;
  private final Sources sources;
  private final HeldImages held;
  private final LayerFetch fetch;
  private final ChildProcess child;
  private final Isolation isolation;
  private final Decision decision;
  private final SecureRandom chance;
  private final ObjectMapper json;

  ScanWork(
      Settings settings,
      Sources sources,
      HeldImages held,
      LayerFetch fetch,
      ChildProcess child,
      Isolation isolation,
      Decision decision,
      SecureRandom chance,
      ObjectMapper json) {
    this.settings = settings;
    this.sources = sources;
    this.held = held;
    this.fetch = fetch;
    this.child = child;
    this.isolation = isolation;
    this.decision = decision;
    this.chance = chance;
    this.json = json;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void handle(Taken job, Consumer<Json> progress) throws InterruptedException {
    try {
      Path work = folder(job);
      try {
        scan(job, work, progress);
      } finally {
        remove(work);
      }
    } catch (SeaworthyException e) {
      throw isFinal(e) ? new HopelessException(e.code().id() + ": " + e.getMessage(), e) : e;
    } catch (IOException e) {
      throw new SeaworthyException(SurveyError.CHILD_FAILED, "the scan failed: " + e, e);
    }
  }

  private static boolean isFinal(SeaworthyException e) {
    ErrorType type = e.code().type();
    return type == ErrorType.USER
        || type == ErrorType.LIMIT
        || (e.code() instanceof ImageError error && FINAL.contains(error));
  }

  private void scan(Taken job, Path work, Consumer<Json> progress)
      throws IOException, InterruptedException {
    ImageSource source = source(job, work.resolve("own"));
    Certifying.requireManifest(source);
    OpenOptions options = sources.options(source, work.resolve("own"));
    progress.accept(told("opening", 0));
    try (Image image = ImageSources.open(source, options)) {
      List<LayerOrder.Told> layers =
          fetch.fetch(
              image, work.resolve("layers"), bytes -> progress.accept(told("fetching", bytes)));
      Path parcel = work.resolve("parcel");
      child.run(
          work,
          parcel,
          new LayerOrder(layers, List.of()),
          bytes -> progress.accept(told("reading", bytes)));
      progress.accept(told("deciding", 0));
      long seed = chance.nextLong();
      ScanRequest request =
          new ScanRequest(
              source,
              options,
              WalkResources.of(1, work.resolve("own"), seed),
              FactsParcel.Reader.open(parcel, Scan.tellers(List.of()), seed),
              List.of(),
              JarIndex.NONE,
              List.of(),
              false);
      ReadImage read = Scan.read(image, request, ScanListener.NONE);
      decision.decide(job, read);
    }
  }

  private ImageSource source(Taken job, Path own) throws IOException {
    String reference = reference(job);
    if (!reference.startsWith(HeldImages.SCHEME)) {
      return sources.source(reference);
    }
    Path layout = own.resolve("held");
    String name =
        held.lay(job.project(), reference, layout)
            .orElseThrow(() ->
                new SeaworthyException(
                    SurveyError.BAD_REFERENCE,
                    "\"%s\" is not in the project".formatted(reference)));
    return new ImageSource.OciLayout(name, layout, name);
  }

  static String reference(ObjectMapper json, Taken job) {
    try {
      return json.readTree(job.payload().text()).path("reference").asText();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a job's payload is no JSON", e);
    }
  }

  private String reference(Taken job) {
    return reference(json, job);
  }

  private Json told(String phase, long bytes) {
    return new Json(json.createObjectNode().put("phase", phase).put("bytes", bytes).toString());
  }

  /// `layers` to read, `tmp` to write for the child, `own` for this process; the folder itself may
  /// be searched by the child, which starts in it.
  private Path folder(Taken job) throws IOException {
    Path all = DataDirectory.folder(settings.data().resolve("scans"));
    Path work = Files.createTempDirectory(all, job.id() + "-");
    Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path layers = Files.createDirectory(work.resolve("layers"));
    Files.setPosixFilePermissions(layers, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path temporary = Files.createDirectory(work.resolve("tmp"));
    Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwx------"));
    isolation.own(temporary);
    DataDirectory.folder(work.resolve("own"));
    return work;
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
