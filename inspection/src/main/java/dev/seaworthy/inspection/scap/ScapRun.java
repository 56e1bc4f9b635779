package dev.seaworthy.inspection.scap;

import dev.seaworthy.base.Gap;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.image.Image;
import dev.seaworthy.image.ImageFacts;
import dev.seaworthy.image.walk.WalkResources;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
  /// @param gaps what of the image is not in the tree
  /// @param nanos how long it took
  public record Outcome(
      @Nullable ScapResults resultsOrNull, String failure, List<Gap> gaps, long nanos) {
    public Outcome {
      gaps = List.copyOf(gaps);
    }
  }

  private final ScapPrograms programs;
  private final Limits limits;
  private final WalkResources resources;

  /// @param resources for reading the image's layers once more; with one core, since the tree is
  ///   written in one piece
  public ScapRun(ScapPrograms programs, Limits limits, WalkResources resources) {
    this.programs = programs;
    this.limits = limits;
    this.resources = resources;
    if (resources.cores() != 1) {
      throw new IllegalArgumentException("a tree is written by one thread");
    }
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
            tree,
            start);
      }
      if (output.exit() != 0) {
        return failed(
            "oscap in its namespaces ended with code %s: %s"
                .formatted(output.exit(), Text.shorten(output.err().strip(), ERROR_CHARS_MAX)),
            tree,
            start);
      }
      ScapResults results =
          ScapResults.read(ENGINE, new ByteArrayInputStream(output.out()), limits);
      return new Outcome(results, "", tree.gaps(), System.nanoTime() - start);
    } catch (IOException | SeaworthyException e) {
      return failed(String.valueOf(e.getMessage()), tree, start);
    }
  }

  private static Outcome failed(String why, TreeTar tree, long start) {
    return new Outcome(null, why, tree.gaps(), System.nanoTime() - start);
  }

  private List<String> words(ScapContent content) {
    return List.of(
        "sh",
        "-c",
        script("outside.sh"),
        "seaworthy-scap",
        script("inside.sh"),
        // Results and folders need some room too.
        Long.toString(limits.of(Limit.SCAP_TREE_BYTES) + limits.of(Limit.SCAP_RESULT_BYTES)),
        content.dataStream().toString(),
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
