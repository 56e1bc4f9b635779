package dev.seaworthy.testkit.debian;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.seaworthy.testkit.Folders;
import dev.seaworthy.testkit.Need;
import dev.seaworthy.testkit.Sha256;
import dev.seaworthy.testkit.image.ImageMaker;
import dev.seaworthy.testkit.image.LayerSpec;
import dev.seaworthy.testkit.image.MadeImage;
import dev.seaworthy.testkit.oracle.DpkgOracle;
import dev.seaworthy.testkit.oracle.DpkgOracle.InstalledPackage;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// A real Debian 12 image in three layers: the slim base, packages on top of it, applications on
/// top of those. It is built from Debian's mirror when first asked for, which takes a minute or
/// two, and then kept under `seaworthy-testkit` in the user's cache folder.
///
/// Without a `usr/local/bin/go-semver` among the planted components there was no Go to build it.
public final class DebianImage {
  /// The packages of [#usual]. The two libraries are there for the tracker's open flaws in them, of
  /// which a small image has few.
  public static final List<String> USUAL_PACKAGES =
      List.of("ca-certificates", "curl", "libopenjp2-7", "libtiff6", "openssl", "perl", "python3");

  /// The name of the image in its OCI layout.
  public static final String REFERENCE = "1";

  /// To be counted up with every change of what is built, so that nobody gets an old image.
  private static final int RECIPE = 2;

  private final Path folder;

  private DebianImage(Path folder) {
    this.folder = folder;
  }

  /// What it takes to have one.
  public static Need need() {
    return RootFileSystem.need();
  }

  /// The image with which the product is measured, about 63 MB packed.
  public static DebianImage usual() throws IOException {
    return with(USUAL_PACKAGES);
  }

  /// An image with other packages in its second layer.
  ///
  /// @param packages Debian's names
  public static synchronized DebianImage with(List<String> packages) throws IOException {
    Path folder = cache().resolve(key(packages));
    Files.createDirectories(folder.getParent());
    Path lockFile = folder.resolveSibling(folder.getFileName() + ".lock");
    try (FileChannel channel =
            FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      if (!Files.isDirectory(folder)) {
        build(packages, folder, lock);
      }
    }
    return new DebianImage(folder);
  }

  /// The image as an OCI layout with gzip layers, under [#REFERENCE].
  public Path ociLayout() {
    return folder.resolve("layout");
  }

  /// The same image to be written in another form.
  public ImageMaker maker() {
    return maker(folder);
  }

  /// The unpacked tar of a layer, from 0 for the lowest to 2.
  public Path layerTar(int index) {
    return layerTar(folder, index);
  }

  /// The packed blobs of the OCI layout's layers, from the lowest.
  public List<Path> packedLayers() throws IOException {
    Path blobs = ociLayout().resolve("blobs/sha256");
    return Files.readAllLines(folder.resolve("layers")).stream()
        .map(digest -> blobs.resolve(Sha256.hex(digest)))
        .toList();
  }

  /// What dpkg calls installed in it.
  public List<InstalledPackage> installed() {
    return DpkgOracle.installed(folder.resolve("root"));
  }

  /// The components of the applications in its third layer.
  public List<Planted> planted() throws IOException {
    return Files.readAllLines(folder.resolve("planted.tsv")).stream()
        .map(line -> List.of(line.split("\t", -1)))
        .map(cells ->
            new Planted(cells.get(0), cells.get(1), cells.get(2), cells.get(3), cells.get(4)))
        .toList();
  }

  private static void build(List<String> packages, Path folder, FileLock lock) throws IOException {
    if (!lock.isValid()) {
      throw new IOException("lost the lock on " + folder);
    }
    Path scratch = Files.createTempDirectory(folder.getParent(), "build");
    Path base = scratch.resolve("base.tar");
    Path full = scratch.resolve("full.tar");
    try {
      RootFileSystem.make(base, full, packages);
      LayerTar.writeWhole(base, layerTar(scratch, 0));
      LayerTar.writeDifference(base, full, layerTar(scratch, 1));
      List<Planted> planted = Applications.write(layerTar(scratch, 2), scratch);
      writePlanted(planted, scratch.resolve("planted.tsv"));
      Path dpkg = Files.createDirectories(scratch.resolve("root/var/lib/dpkg"));
      byte[] status = LayerTar.file(full, "var/lib/dpkg/status").orElseThrow();
      Files.write(dpkg.resolve("status"), status);
      MadeImage made = maker(scratch).ociLayout(scratch.resolve("layout"), REFERENCE);
      Files.write(
          scratch.resolve("layers"),
          made.layers().stream().map(layer -> layer.descriptor().digest()).toList());
      Files.delete(base);
      Files.delete(full);
      Files.move(scratch, folder);
    } finally {
      Folders.delete(scratch);
    }
  }

  private static ImageMaker maker(Path folder) {
    return ImageMaker.linux()
        .environment("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin")
        .label("org.opencontainers.image.title", "shop")
        .layer(LayerSpec.ofFile(layerTar(folder, 0)).createdBy("ADD rootfs.tar / # buildkit"))
        .layer(
            LayerSpec.ofFile(layerTar(folder, 1))
                .createdBy("RUN /bin/sh -c apt-get update && apt-get install -y # buildkit"))
        .layer(LayerSpec.ofFile(layerTar(folder, 2)).createdBy("COPY srv /srv # buildkit"));
  }

  private static Path layerTar(Path folder, int index) {
    return folder.resolve("layer-" + index + ".tar");
  }

  private static void writePlanted(List<Planted> planted, Path file) throws IOException {
    List<String> lines =
        planted.stream()
            .map(one ->
                String.join("\t", one.type(), one.name(), one.version(), one.path(), one.inside()))
            .toList();
    Files.write(file, lines, UTF_8);
  }

  private static String key(List<String> packages) throws IOException {
    String sources = Files.readString(RootFileSystem.sources().orElseThrow());
    String all = RECIPE + "\n" + packages + "\n" + sources + "\n" + Applications.surroundings();
    return Sha256.hex(Sha256.of(all)).substring(0, 16);
  }

  static Path cache() {
    String named = System.getenv("XDG_CACHE_HOME");
    Path caches =
        named == null || named.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(named);
    return caches.resolve("seaworthy-testkit/debian");
  }
}
