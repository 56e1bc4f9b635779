package dev.seaworthy.inspection.dockerfile.check;

import dev.seaworthy.base.Limits;
import dev.seaworthy.inspection.dockerfile.Dockerfile;
import dev.seaworthy.inspection.dockerfile.DockerfileReader;
import dev.seaworthy.inspection.dockerfile.check.CheckOptions.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A Dockerfile on which a rule fits, or only seems to.
///
/// @param rule its id
/// @param lines where it fits
record Sample(String rule, List<Integer> lines, CheckOptions options, String text) {

  private static final String BEGIN = "=== ";

  static List<Sample> all() {
    List<Sample> samples = new ArrayList<>();
    String[] parts = read().split("(?m)^" + BEGIN, -1);
    for (String part : List.of(parts).subList(1, parts.length)) {
      int feed = part.indexOf('\n');
      samples.add(of(part.substring(0, feed).split(" ", -1), part.substring(feed + 1)));
    }
    return samples;
  }

  private static Sample of(String[] head, String text) {
    boolean isFail = head[1].equals("fail");
    List<Integer> lines =
        isFail ? Stream.of(head[2].split(",", -1)).map(Integer::valueOf).toList() : List.of();
    String known = head.length > (isFail ? 3 : 2) ? head[head.length - 1] : "";
    Context context =
        switch (known) {
          case "without-ignore-file" -> Context.WITHOUT_IGNORE_FILE;
          case "with-ignore-file" -> Context.WITH_IGNORE_FILE;
          default -> Context.UNKNOWN;
        };
    CheckOptions options = new CheckOptions("", Map.of(), context, !known.equals("no-healthcheck"));
    return new Sample(DockerfileChecks.PREFIX + head[0], lines, options, text);
  }

  private static String read() {
    try (InputStream in = Sample.class.getResourceAsStream("samples.txt")) {
      if (in == null) {
        throw new IllegalStateException("there are no samples");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Dockerfile file() {
    return DockerfileReader.read(
        "Dockerfile", text.getBytes(StandardCharsets.UTF_8), Limits.defaults());
  }

  /// Whether the checks see what the sample says, and nothing else of its rule.
  boolean holds(DockerfileChecks checks) {
    return seen(checks).equals(lines);
  }

  List<Integer> seen(DockerfileChecks checks) {
    return checks.check(file(), options).observations().stream()
        .filter(observation -> observation.rule().id().equals(rule))
        .map(observation -> (int) observation.line())
        .toList();
  }
}
