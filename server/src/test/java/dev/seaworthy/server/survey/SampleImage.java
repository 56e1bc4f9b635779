package dev.seaworthy.server.survey;

import dev.seaworthy.testkit.image.ImageMaker;
import dev.seaworthy.testkit.image.LayerSpec;
import dev.seaworthy.testkit.image.MadeImage;
import dev.seaworthy.testkit.image.OciLayoutMaker;
import dev.seaworthy.testkit.image.TarWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;

/// Small images of a distribution that the starter set knows.
final class SampleImage {
  private static final String RELEASE =
      """
      NAME="Alpine Linux"
      ID=alpine
      VERSION_ID=3.20.0
      PRETTY_NAME="Alpine Linux v3.20"
      """;

  private SampleImage() {}

  /// One layer with a package, and as many bytes of ballast that don't compress.
  static MadeImage in(Path layout, String name, int ballast) throws IOException {
    return in(layout, name, layer(ballast, name.hashCode()));
  }

  static MadeImage in(Path layout, String name, LayerSpec layer) throws IOException {
    OciLayoutMaker maker = OciLayoutMaker.in(layout);
    MadeImage made = maker.add(ImageMaker.linux().layer(layer));
    maker.refer(made.manifest(), name);
    maker.finish();
    return made;
  }

  static LayerSpec layer(int ballast, long seed) {
    return LayerSpec.of(tar -> {
      file(tar, "etc/os-release", RELEASE);
      file(
          tar,
          "lib/apk/db/installed",
          """
          C:Q1qKcZ+j23xssAXmgQhkOO8dHnbWw=
          P:busybox
          V:1.36.1-r28
          A:x86_64
          o:busybox
          L:GPL-2.0-only

          """);
      byte[] bytes = new byte[ballast];
      new Random(seed).nextBytes(bytes);
      tar.file("srv/ballast", bytes);
    });
  }

  private static void file(TarWriter tar, String path, String text) throws IOException {
    tar.file(path, text);
  }
}
