package dev.seaworthy.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.seaworthy.testkit.Samples;
import dev.seaworthy.testkit.image.LayerSpec;
import dev.seaworthy.testkit.image.TarWriter;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/// The layers of a [BigImage]. Every layer draws from a generator of its own, so that none depends
/// on which were written before.
///
/// @param scale how much of everything
/// @param pool what the jars are made of
record BigLayers(BigImage.Scale scale, ClassPool pool) {
  private static final int TEXT_BYTES = 8 << 20;
  private static final int FILES_IN_PACKAGE = 20;
  private static final int FILES_IN_FOLDER = 100;
  private static final int NATIVE_EVERY = 60;
  private static final List<String> WORDS =
      List.of(
          "function",
          "return",
          "const",
          "require",
          "module",
          "exports",
          "import",
          "from",
          "class",
          "self",
          "this",
          "value",
          "index",
          "length",
          "string",
          "number",
          "object",
          "undefined",
          "error",
          "callback",
          "options",
          "config",
          "default",
          "register",
          "handler",
          "buffer");

  /// From the lowest: a distribution with texts, JavaScript, Python, large jars twice, small jars.
  List<LayerSpec> shared() {
    int half = scale.largeJars() / 2;
    return List.of(
        LayerSpec.of(this::base).createdBy("ADD rootfs.tar / # buildkit"),
        LayerSpec.of(this::node).createdBy("RUN npm ci # buildkit"),
        LayerSpec.of(this::python).createdBy("RUN pip install -r requirements.txt # buildkit"),
        LayerSpec.of(tar -> largeJars(tar, 0, half)).createdBy("COPY engines /opt/engines"),
        LayerSpec.of(tar -> largeJars(tar, half, scale.largeJars())).createdBy("COPY more /opt"),
        LayerSpec.of(tar -> smallJars(tar, "/lib", 0, scale.smallJars(), "1.0"))
            .createdBy("COPY lib /opt/lib"));
  }

  /// The layer in which two images differ.
  LayerSpec own(int image) {
    return LayerSpec.of(
            tar -> {
              smallJars(tar, "/app", scale.smallJars(), scale.ownJars(), image + ".1");
              texts(tar, Samples.of(100 + image), "opt/app/static/page", scale.ownFiles());
            })
        .createdBy("COPY app /opt/app");
  }

  private void base(TarWriter tar) throws IOException {
    tar.file(
        "etc/os-release",
        "ID=debian\nVERSION_ID=\"12\"\nVERSION_CODENAME=bookworm\nNAME=\"Debian GNU/Linux\"\n");
    StringBuilder status = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      status.append(
          "Package: cargo-%s\nStatus: install ok installed\nArchitecture: amd64\nVersion: 1.%s-1\n\n"
              .formatted(i, i));
    }
    tar.file("var/lib/dpkg/status", status.toString());
    texts(tar, Samples.of(1), "usr/share/doc/text", scale.otherFiles());
  }

  private void node(TarWriter tar) throws IOException {
    Samples samples = Samples.of(2);
    byte[] text = text(samples);
    for (int i = 0; i < scale.filesOfNode(); i++) {
      String name = "hold-" + i / FILES_IN_PACKAGE;
      String folder = "srv/shop/node_modules/" + name + "/";
      if (i % FILES_IN_PACKAGE == 0) {
        tar.file(
            folder + "package.json",
            "{\"name\":\"%s\",\"version\":\"2.%s.0\",\"license\":\"MIT\"}".formatted(name, i));
      } else {
        tar.file(folder + "lib/part-" + i + ".js", piece(samples, text));
      }
    }
  }

  private void python(TarWriter tar) throws IOException {
    Samples samples = Samples.of(3);
    byte[] text = text(samples);
    for (int i = 0; i < scale.filesOfPython(); i++) {
      String name = "deck" + i / FILES_IN_PACKAGE;
      String folder = "usr/lib/python3/dist-packages/";
      if (i % FILES_IN_PACKAGE == 0) {
        tar.file(
            folder + name + "-3.1.dist-info/METADATA",
            "Metadata-Version: 2.1\nName: %s\nVersion: 3.1\nLicense: MIT\n".formatted(name));
      } else {
        tar.file(folder + name + "/part_" + i + ".py", piece(samples, text));
      }
    }
  }

  private static void texts(TarWriter tar, Samples samples, String name, int count)
      throws IOException {
    byte[] text = text(samples);
    for (int i = 0; i < count; i++) {
      tar.file(name + "-" + i / FILES_IN_FOLDER + "/" + i + ".txt", piece(samples, text));
    }
  }

  private void largeJars(TarWriter tar, int from, int to) throws IOException {
    for (int i = from; i < to; i++) {
      String name = "engine-" + i;
      tar.file(
          "opt/engines/%s-4.2.jar".formatted(name), jar(name, "4.2", scale.largeJarBytes(), true));
    }
  }

  private void smallJars(TarWriter tar, String folder, int from, int count, String version)
      throws IOException {
    for (int i = from; i < from + count; i++) {
      String name = "cargo-" + i;
      // Half to one and a half times the usual size.
      int bytes = scale.smallJarBytes() / 2 + scale.smallJarBytes() / 100 * (i * 37 % 100);
      tar.file(
          "opt%s/%s-%s.jar".formatted(folder, name, version), jar(name, version, bytes, false));
    }
  }

  /// @param holdsNatives whether it has libraries in machine code too, which hardly pack
  private byte[] jar(String name, String version, int bytesMin, boolean holdsNatives) {
    Samples samples = Samples.of((name + version).hashCode());
    JarBytes jar = new JarBytes(bytesMin + (1 << 20));
    jar.text(
        "META-INF/MANIFEST.MF",
        "Manifest-Version: 1.0\r\nImplementation-Title: %s\r\nImplementation-Version: %s\r\n\r\n"
            .formatted(name, version));
    jar.text(
        "META-INF/maven/org.harbour/%s/pom.properties".formatted(name),
        "groupId=org.harbour\nartifactId=%s\nversion=%s\n".formatted(name, version));
    int start = samples.below(pool.classes().size());
    for (int i = 0; jar.size() < bytesMin; i++) {
      if (holdsNatives && i % NATIVE_EVERY == NATIVE_EVERY - 1) {
        jar.stored("natives/lib" + i + ".so", samples.bytes(samples.between(50_000, 400_000)));
      } else {
        jar.add(
            "org/harbour/%s/p%s/Type%s.class".formatted(name.replace('-', '_'), i / 50, i),
            pool.classes().get((start + i) % pool.classes().size()));
      }
    }
    return jar.finish();
  }

  /// Words, of which files take pieces.
  private static byte[] text(Samples samples) {
    StringBuilder text = new StringBuilder(TEXT_BYTES + 64);
    while (text.length() < TEXT_BYTES) {
      text.append(samples.pick(WORDS));
      if (samples.chance(0.4)) {
        text.append(samples.below(10_000));
      }
      text.append(samples.pick(" \n.,;()="));
    }
    return text.toString().getBytes(UTF_8);
  }

  private static byte[] piece(Samples samples, byte[] text) {
    // Most files are small and a few are not, as in any file system.
    int bytes = samples.chance(0.1) ? samples.between(4_000, 16_000) : samples.between(100, 1_800);
    int from = samples.below(text.length - bytes);
    return Arrays.copyOfRange(text, from, from + bytes);
  }
}
