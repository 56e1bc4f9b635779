package dev.seaworthy.bench;

import dev.seaworthy.testkit.Folders;
import dev.seaworthy.testkit.RepositoryRoot;
import dev.seaworthy.testkit.Sha256;
import dev.seaworthy.testkit.image.ImageMaker;
import dev.seaworthy.testkit.image.LayerSpec;
import dev.seaworthy.testkit.image.TarWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// An image of texts alone, the worst case for whoever looks for secrets: the texts of the Debian
/// image and this JDK's sources, over and over under other names until there are enough. Made once
/// and kept under `benchmark/target`.
///
/// @param texts what it is filled with
/// @param megabytes how much there is in it, in 10^6 bytes
record TextImage(List<Text> texts, int megabytes) {

  /// To be counted up with every change of what is made, so that nobody gets an old image.
  private static final int RECIPE = 1;

  private static final int LAYERS = 4;
  private static final String REFERENCE = "1";

  /// A text.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Text(String path, byte[] bytes) {}

  TextImage {
    texts = List.copyOf(texts);
  }

  /// The image as an OCI layout, made if it isn't there yet.
  static Path usual(int megabytes) throws IOException {
    Path images = RepositoryRoot.find().resolve("benchmark/target/text-image");
    String key = RECIPE + " " + megabytes + " " + Runtime.version();
    Path layout = images.resolve(Sha256.hex(Sha256.of(key)).substring(0, 16));
    if (!Files.isDirectory(layout)) {
      System.err.println("bench: making an image of texts (a minute or two, then kept)");
      Files.createDirectories(images);
      Path scratch = Files.createTempDirectory(images, "making");
      try {
        new TextImage(real(), megabytes).write(scratch.resolve("layout"));
        Files.move(scratch.resolve("layout"), layout);
      } finally {
        Folders.delete(scratch);
      }
    }
    return layout;
  }

  private static List<Text> real() throws IOException {
    List<Text> texts = new ArrayList<>();
    RealFiles.Taker taker =
        (path, bytes) -> {
          if (RealFiles.isText(bytes)) {
            texts.add(new Text(path, bytes));
          }
        };
    RealFiles.ofDebian(taker);
    RealFiles.ofJdkSources(taker);
    return texts;
  }

  void write(Path layout) throws IOException {
    ImageMaker maker = ImageMaker.linux();
    for (int layer = 0; layer < LAYERS; layer++) {
      String folder = "srv/part" + layer;
      maker.layer(LayerSpec.of(tar -> fill(tar, folder)).createdBy("COPY texts /" + folder));
    }
    maker.ociLayout(layout, REFERENCE);
  }

  private void fill(TarWriter tar, String folder) throws IOException {
    long left = megabytes * 1_000_000L / LAYERS;
    for (int copy = 0; left > 0; copy++) {
      for (Text text : texts) {
        if (left <= 0) {
          return;
        }
        tar.file(folder + "/copy" + copy + text.path(), text.bytes());
        left -= text.bytes().length;
      }
    }
  }
}
