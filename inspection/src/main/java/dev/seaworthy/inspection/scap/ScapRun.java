package dev.seaworthy.inspection.scap;

import dev.seaworthy.base.Gap;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.image.Image;
import dev.seaworthy.image.ImageFacts;
import dev.seaworthy.image.walk.WalkResources;
import dev.seaworthy.inspection.EngineReport;
import dev.seaworthy.inspection.Subject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Runs OpenSCAP on the tree of an image. OpenSCAP needs a tree in a file system, so a child
/// unpacks it: in user, mount, process and network namespaces of its own, on a private tmpfs of
/// bounded size without devices, setuid and execution (architecture §3.3).
public final class ScapRun {

  /// How reports call it.
  static final String ENGINE = "openscap";

  private static final int ERROR_CHARS_MAX = 400;

  /// What a run came to.
  ///
  /// @param resultsOrNull null when there are none
  /// @param failure why there are none; empty when there are
  /// @param reportOrNull which checker looked with which content at how much; null when there are
  ///   no results
  /// @param gaps what of the image is not in the tree
  public record Outcome(
      @Nullable ScapResults resultsOrNull,
      String failure,
      @Nullable EngineReport reportOrNull,
      List<Gap> gaps) {
    public Outcome {
      gaps = List.copyOf(gaps);
    }
  }

  private final ScapPrograms programs;
  private final Limits limits;
  private final WalkResources resources;

  /// @param resources for reading the image's layers once more, of which one core is used, since
  ///   the tree is written in one piece
  public ScapRun(ScapPrograms programs, Limits limits, WalkResources resources) {
    this.programs = programs;
    this.limits = limits;
    this.resources =
        new WalkResources(
            1,
            resources.threads(),
            resources.temporaryFolder(),
            resources.exclusions(),
            resources.hashSeed());
  }

  /// Checks an image.
  ///
  /// @param facts what the walk of this image yielded
  /// @throws InterruptedException when the thread is interrupted; the child has ended then
  public Outcome run(ScapContent content, Image image, ImageFacts facts)
      throws InterruptedException {
    long start = System.nanoTime();
    TreeTar tree = new TreeTar(image, facts, limits, resources);
    try {
      ContentIdentity used = ContentIdentity.of(content.dataStream(), limits);
      ScapPrograms.Output output =
          programs.run(
              words(content),
              tree::writeTo,
              Duration.ofSeconds(limits.of(Limit.SCAP_SECONDS)),
              limits.of(Limit.SCAP_RESULT_BYTES));
      if (tree.isTooLarge()) {
        return failed(
            "the tree is larger than the limit %s = %s"
                .formatted(Limit.SCAP_TREE_BYTES.key(), limits.of(Limit.SCAP_TREE_BYTES)),
            tree);
      }
      if (output.exit() != 0) {
        return failed(
            "oscap in its namespaces ended with code %s: %s"
                .formatted(output.exit(), Text.shorten(output.err().strip(), ERROR_CHARS_MAX)),
            tree);
      }
      ScapResults results =
          ScapResults.read(ENGINE, new ByteArrayInputStream(output.out()), limits);
      return new Outcome(
          results,
          "",
          report(content, used, results, tree, System.nanoTime() - start),
          tree.gaps());
    } catch (NoSuchFileException e) {
      return failed(
          "there is no file " + Text.shorten(String.valueOf(e.getMessage()), ERROR_CHARS_MAX),
          tree);
    } catch (IOException | SeaworthyException e) {
      return failed(String.valueOf(e.getMessage()), tree);
    }
  }

  private static EngineReport report(
      ScapContent content, ContentIdentity used, ScapResults results, TreeTar tree, long nanos) {
    return new EngineReport(
        Subject.CHECK,
        ENGINE,
        results.version(),
        "%s %s, %s"
            .formatted(content.dataStream().getFileName(), used.digest(), results.benchmarkWords()),
        used.madeOrNull(),
        tree.files(),
        tree.bytes(),
        nanos);
  }

  private static Outcome failed(String why, TreeTar tree) {
    return new Outcome(null, why, null, tree.gaps());
  }

  private List<String> words(ScapContent content) {
    return List.of(
        "sh",
        "-c",
        script("outside.sh"),
        "seaworthy-scap",
        script("inside.sh"),
        // Content, results and folders need some room too.
        Long.toString(
            limits.of(Limit.SCAP_TREE_BYTES)
                + limits.of(Limit.SCAP_CONTENT_BYTES)
                + limits.of(Limit.SCAP_RESULT_BYTES)),
        content.dataStream().toAbsolutePath().toString(),
        content.profile());
  }

  private static String script(String name) {
    try (InputStream in = ScapRun.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from the program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
