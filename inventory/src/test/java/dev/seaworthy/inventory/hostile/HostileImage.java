package dev.seaworthy.inventory.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.inventory.archive.ZipMaker;
import dev.seaworthy.testkit.Command;
import dev.seaworthy.testkit.Folders;
import dev.seaworthy.testkit.image.ImageMaker;
import dev.seaworthy.testkit.image.TarWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// An image of honest packages with an attack between them. It is read as the command line reads
/// it, in a JVM of its own that has as much heap as the command line, and no more.
public final class HostileImage {

  /// The heap of the command line's launcher.
  private static final String HEAP = "-Xmx192m";

  private static final long PEAK_MEGABYTES_MAX = 300;

  /// What lies around the attack, in the layer below it, before and after it in its own.
  private static final List<String> HONEST =
      List.of(
          "pkg:deb/debian/harbour@1.0-1?arch=amd64&distro=debian-12&upstream=harbour",
          "pkg:maven/org.quay/crane@2.1",
          "pkg:npm/after@3.0.0",
          "pkg:npm/before@3.0.0");

  private HostileImage() {}

  /// What came of reading it.
  ///
  /// @param others the purls beside the honest ones
  /// @param gaps each as code, path and detail
  public record Result(List<String> others, List<String> gaps) {

    /// The gaps at a path, without it.
    public List<String> gapsAt(String path) {
      return gaps.stream()
          .filter(gap -> gap.split(" ", 3)[1].equals(path))
          .map(gap -> gap.split(" ", 3)[0] + " " + gap.split(" ", 3)[2])
          .toList();
    }
  }

  /// Reads the image, and checks that every honest package is listed and that memory was bounded.
  ///
  /// @param attack the entries of the attack
  /// @param limits such as `archive-bytes=1000`
  public static Result read(TarWriter.Content attack, String... limits) throws IOException {
    Path folder = Files.createTempDirectory("seaworthy-hostile");
    try {
      Path layout = folder.resolve("layout");
      image(attack).ociLayout(layout, "1");
      List<String> words =
          new ArrayList<>(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:+UseSerialGC",
                  HEAP,
                  "-Xss1m",
                  "-Djava.io.tmpdir=" + folder,
                  "-cp",
                  System.getProperty("java.class.path"),
                  HostileReading.class.getName(),
                  layout.toString()));
      words.addAll(List.of(limits));
      Command.Result result = Command.of(words).within(Duration.ofMinutes(2)).run();
      assertThat(result.exit()).as(result.err()).isZero();
      return judge(result.lines());
    } finally {
      Folders.delete(folder);
    }
  }

  private static Result judge(List<String> lines) {
    List<String> purls = said(lines, "component ");
    List<String> gaps = said(lines, "gap ");
    assertThat(purls).as("components; gaps are %s", gaps).containsAll(HONEST);
    assertThat(Long.parseLong(said(lines, "peak ").getFirst())).isLessThan(PEAK_MEGABYTES_MAX);
    return new Result(purls.stream().filter(purl -> !HONEST.contains(purl)).toList(), gaps);
  }

  private static List<String> said(List<String> lines, String kind) {
    return lines.stream()
        .filter(line -> line.startsWith(kind))
        .map(line -> line.substring(kind.length()))
        .toList();
  }

  private static ImageMaker image(TarWriter.Content attack) {
    return ImageMaker.linux()
        .layer(tar ->
            tar.file("etc/os-release", "ID=debian\nVERSION_ID=\"12\"\n")
                .file(
                    "var/lib/dpkg/status",
                    "Package: harbour\nStatus: install ok installed\n"
                        + "Architecture: amd64\nVersion: 1.0-1\n\n")
                .file("opt/crane.jar", jar("org.quay", "crane", "2.1").bytes()))
        .layer(tar -> {
          tar.file("srv/node_modules/before/package.json", npm("before"));
          attack.writeTo(tar);
          tar.file("srv/node_modules/after/package.json", npm("after"));
        });
  }

  private static String npm(String name) {
    return "{\"name\":\"%s\",\"version\":\"3.0.0\"}".formatted(name);
  }

  /// An honest jar to which more may be added.
  public static ZipMaker jar(String group, String artifact, String version) {
    return ZipMaker.zip()
        .with(
            "META-INF/maven/%s/%s/pom.properties".formatted(group, artifact),
            "groupId=%s\nartifactId=%s\nversion=%s\n".formatted(group, artifact, version));
  }
}
