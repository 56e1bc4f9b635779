package dev.seaworthy.inspection.hardening.check;

import static dev.seaworthy.inspection.hardening.check.Sample.fail;
import static dev.seaworthy.inspection.hardening.check.Sample.notApplicable;
import static dev.seaworthy.inspection.hardening.check.Sample.notChecked;
import static dev.seaworthy.inspection.hardening.check.Sample.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Samples of the checks of how a container starts and of what an image says of its origin.
final class StartSamples {

  private StartSamples() {}

  static List<Sample> all() {
    List<Sample> all = new ArrayList<>();
    all.addAll(starts());
    all.addAll(origins());
    all.addAll(times());
    Stream.of("entry-point-missing", "entry-point-shell", "labels-missing", "created-implausible")
        .forEach(check ->
            all.add(notChecked(check, "a directory has no config", SampleImage::withoutConfig)));
    return all;
  }

  private static List<Sample> starts() {
    List<Sample> samples = new ArrayList<>();
    for (String shell :
        List.of(
            "sh", "bash", "ash", "dash", "ksh", "zsh", "fish", "csh", "tcsh", "busybox", "pwsh")) {
      samples.add(
          fail(
              "entry-point-shell",
              shell + " waits",
              image -> image.starts("/bin/" + shell),
              "config/Entrypoint"));
    }
    for (String wrapper :
        List.of("tini", "tini-static", "dumb-init", "catatonit", "docker-init", "env")) {
      samples.add(
          fail(
              "entry-point-shell",
              wrapper + " starts one",
              image -> image.starts("/usr/bin/" + wrapper, "-g", "--", "sh", "-i"),
              "config/Entrypoint"));
    }
    samples.addAll(
        List.of(
            fail(
                "entry-point-missing",
                "neither",
                image -> image.without("Entrypoint"),
                "config/Entrypoint"),
            pass(
                "entry-point-missing",
                "a command alone",
                image -> image.without("Entrypoint").runtime("Cmd", List.of("/usr/bin/shop"))),
            fail(
                "entry-point-shell",
                "a line",
                image -> image.starts("/bin/sh", "-ec", "exec shop"),
                "config/Entrypoint"),
            pass(
                "entry-point-shell",
                "a script",
                image -> image.starts("/bin/sh", "-e", "/entrypoint.sh", "-c")),
            fail(
                "entry-point-shell",
                "a line behind an option with a value",
                image -> image.starts("bash", "-o", "pipefail", "-c", "shop"),
                "config/Entrypoint"),
            fail(
                "entry-point-shell",
                "an option with a value alone",
                image -> image.starts("bash", "-o", "vi"),
                "config/Entrypoint"),
            pass("entry-point-shell", "a program", image -> image.starts("tini", "--", "shop")),
            notApplicable(
                "entry-point-shell", "no entry point", image -> image.without("Entrypoint"))));
    return samples;
  }

  private static List<Sample> origins() {
    String prefix = "org.opencontainers.image.";
    List<Sample> samples = new ArrayList<>();
    for (String label : List.of("source", "revision", "version", "licenses")) {
      samples.add(
          fail(
              "labels-missing",
              "no " + label,
              image -> image.withoutLabel(prefix + label),
              "config/Labels/" + prefix + label));
    }
    for (String tag :
        List.of(
            "latest",
            "stable",
            "edge",
            "nightly",
            "dev",
            "develop",
            "main",
            "master",
            "test",
            "staging",
            "prod",
            "production")) {
      samples.add(
          fail(
              "tag-moving",
              tag,
              image -> image.reference("registry.example/shop/cart:" + tag),
              "reference"));
    }
    samples.addAll(
        List.of(
            fail(
                "labels-missing",
                "an empty one",
                image -> image.label(prefix + "source", " "),
                "config/Labels/" + prefix + "source"),
            pass("labels-missing", "all", image -> image.label("other", "")),
            fail("tag-moving", "none means latest", image -> image.reference("cart"), "reference"),
            pass(
                "tag-moving",
                "a digest holds it",
                image -> image.reference("cart:latest@" + SampleImage.DIGEST)),
            pass("tag-moving", "a version", image -> image.reference("cart:latest-1.8")),
            notApplicable("tag-moving", "an archive", image -> image.reference(null))));
    return samples;
  }

  private static List<Sample> times() {
    return List.of(
        fail("created-implausible", "none", image -> image.created(""), "created"),
        fail("created-implausible", "no time", image -> image.created("today"), "created"),
        fail(
            "created-implausible",
            "more than a day ahead",
            image -> image.created("2026-03-02T12:00:01Z"),
            "created"),
        pass(
            "created-implausible",
            "a day ahead, in another zone",
            image -> image.created("2026-03-02T14:00:00+02:00")),
        fail(
            "image-old",
            "older than 90 days",
            image -> image.created("2025-12-01T11:59:59Z"),
            "created"),
        pass("image-old", "90 days", image -> image.created("2025-12-01T12:00:00Z")),
        pass("image-old", "a year is let", image -> image.created("2025-03-01T12:00:00Z"))
            .with("daysMax", 365),
        notChecked("image-old", "no time", image -> image.created("")),
        notChecked(
            "image-old",
            "the fixed time of buildpacks",
            image -> image.created("1980-01-01T00:00:01Z")));
  }
}
