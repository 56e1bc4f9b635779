package dev.seaworthy.bench;

import dev.seaworthy.testkit.Folders;
import dev.seaworthy.testkit.RepositoryRoot;
import dev.seaworthy.testkit.Sha256;
import dev.seaworthy.testkit.image.ImageMaker;
import dev.seaworthy.testkit.image.LayerSpec;
import dev.seaworthy.testkit.image.MadeImage;
import dev.seaworthy.testkit.image.MadeLayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Two large images that share all but their last layer. They are made from this JDK's classes,
/// random bytes and words, always the same, which takes a minute or two, and then kept under
/// `benchmark/target`.
///
/// @param first an OCI layout
/// @param second an OCI layout whose blobs are the same files but for the last layer
record BigImage(Path first, Path second) {
  /// To be counted up with every change of what is made, so that nobody gets an old image.
  private static final int RECIPE = 1;

  private static final String REFERENCE = "1";

  /// What is in them.
  ///
  /// @param filesOfNode files of JavaScript packages
  /// @param filesOfPython files of Python packages
  /// @param otherFiles texts below `/usr/share`
  /// @param largeJars of a little more than `largeJarBytes` each
  /// @param smallJars in the shared layers, of about `smallJarBytes` each
  /// @param ownJars in the last layer, of about the size of small ones
  /// @param ownFiles texts in the last layer
  record Scale(
      int filesOfNode,
      int filesOfPython,
      int otherFiles,
      int largeJars,
      int largeJarBytes,
      int smallJars,
      int smallJarBytes,
      int ownJars,
      int ownFiles) {
    /// Two gigabytes in 200,000 files, with 500 jars of which 20 are larger than 50 MB. The last
    /// layer is a twentieth of it.
    static final Scale USUAL =
        new Scale(110_000, 40_000, 40_000, 20, 52_500_000, 410, 850_000, 70, 9_500);
  }

  static BigImage usual() throws IOException {
    Path images = RepositoryRoot.find().resolve("benchmark/target/big-image");
    String key = RECIPE + " " + Scale.USUAL + " " + Runtime.version();
    return in(images.resolve(Sha256.hex(Sha256.of(key)).substring(0, 16)), Scale.USUAL);
  }

  static BigImage in(Path folder, Scale scale) throws IOException {
    BigImage image = new BigImage(folder.resolve("first"), folder.resolve("second"));
    if (!Files.isDirectory(folder)) {
      System.err.println("bench: making the big images (a minute or two, then kept)");
      Files.createDirectories(folder.getParent());
      Path scratch = Files.createTempDirectory(folder.getParent(), "making");
      try {
        make(scratch, scale);
        Files.move(scratch, folder);
      } finally {
        Folders.delete(scratch);
      }
    }
    return image;
  }

  private static void make(Path folder, Scale scale) throws IOException {
    BigLayers layers = new BigLayers(scale, ClassPool.ofThisJdk());
    Path first = folder.resolve("first");
    ImageMaker maker = ImageMaker.linux();
    layers.shared().forEach(maker::layer);
    MadeImage made = maker.layer(layers.own(1)).ociLayout(first, REFERENCE);
    ImageMaker other = ImageMaker.linux();
    for (LayerSpec again : again(made, first)) {
      other.layer(again);
    }
    other.layer(layers.own(2)).ociLayout(folder.resolve("second"), REFERENCE);
  }

  /// All layers but the last.
  private static List<LayerSpec> again(MadeImage made, Path layout) {
    List<LayerSpec> layers = new ArrayList<>();
    for (MadeLayer layer : made.layers().subList(0, made.layers().size() - 1)) {
      String hex = Sha256.hex(layer.descriptor().digest());
      layers.add(LayerSpec.again(layer, layout.resolve("blobs/sha256").resolve(hex)));
    }
    return layers;
  }
}
