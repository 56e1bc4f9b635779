package dev.seaworthy.fuzz;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.ErrorCode;
import dev.seaworthy.base.Limits;
import dev.seaworthy.image.Fact;
import dev.seaworthy.image.FactSink;
import dev.seaworthy.image.FileRecord;
import dev.seaworthy.image.Interest;
import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.catalog.BuiltInCatalogers;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// One target for each cataloger. The first byte of the input picks one of the ways to want a file,
/// because a cataloger may read several kinds; what follows is the file. An `IOException` is the
/// cataloger's way to say that it can't read a file.
final class CatalogerTargets {

  private static final List<String> METADATA_OF_JARS =
      List.of(
          "META-INF/MANIFEST.MF",
          "META-INF/maven/org.quay/crane/pom.properties",
          "META-INF/maven/org.quay/crane/pom.xml");

  /// Where files lie that these catalogers look into; others they pass over, though they ask for
  /// them.
  private static final Map<String, List<String>> PLACES =
      Map.of(
          "binary-classifier",
          List.of("/usr/sbin/nginx", "/usr/bin/python3.11", "/usr/lib/libcrypto.so.3"),
          "conda",
          List.of("/opt/conda/conda-meta/some-1.0-0.json"),
          "github-workflow",
          List.of("/srv/.github/workflows/ci.yml", "/srv/.github/actions/some/action.yml"),
          "nix-store",
          List.of("/nix/store/0123456789abcdfghijklmnpqrsvwxyz-some-1.0.drv"),
          "portage",
          List.of(
              "/var/db/pkg/app-misc/some-1.0/CONTENTS", "/var/db/pkg/app-misc/some-1.0/LICENSE"),
          "wordpress",
          List.of(
              "/srv/wp-content/plugins/some/some.php",
              "/srv/wp-content/themes/some/style.css",
              "/srv/wp-includes/version.php"));

  private CatalogerTargets() {}

  /// What the target of a cataloger is called.
  static String name(Cataloger cataloger) {
    return "cataloger-" + cataloger.id().name();
  }

  static List<Target> all() {
    List<Target> targets = new ArrayList<>();
    for (Cataloger cataloger : BuiltInCatalogers.all()) {
      targets.add(new Target(name(cataloger), bytes -> told(cataloger, bytes)));
      if (cataloger.id().name().equals("java")) {
        targets.add(new Target("jar-metadata", bytes -> analyse(cataloger, "/x.jar", jar(bytes))));
      }
    }
    return targets;
  }

  /// How many facts a cataloger tells of an input.
  static int told(Cataloger cataloger, byte[] bytes) {
    if (bytes.length == 0) {
      return 0;
    }
    List<String> paths =
        PLACES.getOrDefault(
            cataloger.id().name(),
            cataloger.interest().patterns().stream()
                .map(CatalogerTargets::path)
                .distinct()
                .toList());
    String path = paths.get(Byte.toUnsignedInt(bytes[0]) % paths.size());
    return analyse(cataloger, path, java.util.Arrays.copyOfRange(bytes, 1, bytes.length));
  }

  private static String path(Interest.Pattern pattern) {
    return switch (pattern) {
      case Interest.ExactPath(String path) -> path;
      case Interest.Name(String name) -> "/srv/" + name;
      case Interest.Suffix(String suffix) -> "/srv/some" + suffix;
      case Interest.Under(String directory) -> directory + "some-1.0/desc";
      case Interest.NameInDirectory(String directory, String name) ->
          "/srv/some-1.0" + directory + "/" + name;
      case Interest.NameBelow(String directory, String name) ->
          "/srv/" + directory + "/some/" + name;
      case Interest.SuffixBelow(String directory, String suffix) ->
          "/srv/" + directory + "/some/some-1.0" + suffix;
      case Interest.Magic _ -> "/srv/program";
    };
  }

  /// A jar whose only entry is one of those that tell who it is.
  private static byte[] jar(byte[] bytes) throws IOException {
    if (bytes.length == 0) {
      return bytes;
    }
    ByteArrayOutputStream jar = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(jar)) {
      zip.setLevel(0);
      zip.putNextEntry(new ZipEntry(METADATA_OF_JARS.get(Byte.toUnsignedInt(bytes[0]) % 3)));
      zip.write(bytes, 1, bytes.length - 1);
      zip.closeEntry();
    }
    return jar.toByteArray();
  }

  private static int analyse(Cataloger cataloger, String path, byte[] content) {
    FileRecord file =
        new FileRecord(
            path,
            FileRecord.Kind.REGULAR,
            0755,
            0,
            0,
            content.length,
            "",
            Optional.of(Digest.sha256("some".getBytes(StandardCharsets.US_ASCII))),
            false);
    Sink sink = new Sink(cataloger, new AtomicInteger());
    try {
      cataloger.analyse(file, new BytesFile(content), sink);
    } catch (IOException e) {
      // The walk makes a gap of it.
      return sink.facts().get();
    }
    return sink.facts().get();
  }

  /// Writes every fact as the layer cache does, which must be able to.
  private record Sink(Cataloger cataloger, AtomicInteger facts) implements FactSink {

    @Override
    public Limits limits() {
      return Limits.defaults();
    }

    @Override
    public void fact(Fact fact) {
      facts.incrementAndGet();
      try {
        cataloger
            .codec()
            .write(fact, new DataOutputStream(java.io.OutputStream.nullOutputStream()));
      } catch (IOException e) {
        throw new IllegalStateException("the fact can't be kept: " + fact, e);
      }
    }

    @Override
    public void gap(ErrorCode code, String nestedPath, String detail) {
      if (detail.isEmpty()) {
        throw new IllegalStateException("a gap that says nothing: " + code);
      }
    }
  }
}
