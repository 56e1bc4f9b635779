package dev.seaworthy.inventory.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.Limits;
import dev.seaworthy.image.Analyser;
import dev.seaworthy.image.Image;
import dev.seaworthy.image.LayerFactsCache;
import dev.seaworthy.image.OpenOptions;
import dev.seaworthy.image.Platform;
import dev.seaworthy.image.RegistryOptions;
import dev.seaworthy.image.WalkListener;
import dev.seaworthy.image.source.ImageSources;
import dev.seaworthy.image.walk.ImageWalk;
import dev.seaworthy.image.walk.WalkResources;
import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.Evidence;
import dev.seaworthy.inventory.Inventory;
import dev.seaworthy.inventory.PackageUrl;
import dev.seaworthy.inventory.assembly.Inventories;
import dev.seaworthy.inventory.binary.ElfNoteCataloger;
import dev.seaworthy.inventory.distribution.DistributionCataloger;
import dev.seaworthy.inventory.dpkg.DpkgCataloger;
import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.debian.DebianFiles;
import dev.seaworthy.testkit.debian.DebianImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The classifiers on real programs: without dpkg's database they must tell the version that it
/// would have told, and beside it nothing that contradicts it.
class DebianProgramsTest {

  private static final int PROVEN_MIN = 100;

  @TempDir Path temporary;

  @Test
  void tellsTheVersionsOfProgramsWhosePackageDatabaseIsGone() throws Exception {
    Map<String, String> packages = new TreeMap<>();
    for (BinaryClassifier classifier : ClassifierTable.builtIn().classifiers()) {
      if (!classifier.debian().isEmpty()) {
        packages.put(classifier.name(), classifier.debian());
      }
    }
    assertThat(packages).hasSizeGreaterThan(PROVEN_MIN);
    Gates.run(
        "binary classifiers: dpkg-deb",
        DebianFiles.need(),
        tool -> {
          DebianFiles files = DebianFiles.of(List.copyOf(packages.values()));
          Inventory inventory =
              scan("dir:" + files.root(), List.of(new BinaryClassifierCataloger()));
          Map<String, Set<String>> found = new TreeMap<>();
          for (Component component : inventory.components()) {
            found
                .computeIfAbsent(component.name(), name -> new TreeSet<>())
                .add(numbers(component.version()));
          }
          SoftAssertions softly = new SoftAssertions();
          packages.forEach((product, debian) ->
              softly
                  .assertThat(found.getOrDefault(product, Set.of()))
                  .as(product)
                  .containsExactly(upstream(files, debian)));
          softly.assertThat(inventory.gaps()).isEmpty();
          softly.assertAll();
          return packages.size();
        });
  }

  @Test
  void readsTheNotesThatDebianWritesIntoSystemd() throws Exception {
    Gates.run(
        "inventory: package notes of Debian's systemd",
        DebianFiles.need(),
        tool -> {
          DebianFiles files = DebianFiles.of(List.of("libsystemd-shared"));
          Inventory inventory = scan("dir:" + files.root(), List.of(new ElfNoteCataloger()));
          String version = files.versions().getOrDefault("libsystemd-shared", "absent");
          assertThat(inventory.components())
              .singleElement()
              .satisfies(component -> {
                assertThat(component.qualifiedName()).isEqualTo("debian/systemd");
                assertThat(component.version()).isEqualTo(version);
              });
          return inventory.components().getFirst().evidence().size();
        });
  }

  @Test
  void contradictsNothingThatDpkgKnows() throws Exception {
    Gates.run(
        "binary classifiers: owned by dpkg",
        DebianImage.need(),
        tool -> {
          DebianImage image = DebianImage.usual();
          Inventory inventory =
              scan(
                  "oci-layout:" + image.ociLayout(),
                  List.of(
                      new BinaryClassifierCataloger(),
                      new DistributionCataloger(),
                      new DpkgCataloger()));
          long judged = 0;
          for (Component component : inventory.components()) {
            if (component.type().equals("generic")) {
              String owner = component.properties().getOrDefault(Inventories.OWNED_BY, "");
              assertThat(owner).as(component.purl()).startsWith("pkg:deb/debian/");
              assertThat(numbers(component.version()))
                  .as("%s in %s", component.purl(), owner)
                  .isEqualTo(numbers(upstream(PackageUrl.parse(owner).version())));
              assertThat(component.evidence())
                  .extracting(Evidence::method)
                  .allMatch(method -> method.startsWith(BinaryClassifierCataloger.METHOD));
              judged++;
            }
          }
          assertThat(judged).isGreaterThan(20);
          return judged;
        });
  }

  private Inventory scan(String source, List<? extends Analyser> catalogers) throws IOException {
    Limits limits = Limits.defaults();
    OpenOptions options =
        OpenOptions.of(
            limits,
            Platform.of("linux", "amd64"),
            temporary,
            RegistryOptions.of(RegistryOptions.Traffic.of(InstantSource.system(), pause -> {})));
    try (Image image = ImageSources.open(ImageSources.parse(source), options)) {
      ImageWalk walk =
          new ImageWalk(
              List.copyOf(catalogers),
              limits,
              LayerFactsCache.NONE,
              WalkResources.of(2, temporary, 1));
      return Inventories.assemble(walk.walk(image, WalkListener.NONE), limits);
    }
  }

  private static String upstream(DebianFiles files, String debian) {
    try {
      return numbers(upstream(files.versions().getOrDefault(debian, "absent")));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /// A Debian version without epoch, revision, and what Debian adds to upstream's.
  private static String upstream(String version) {
    String upstream = version.substring(version.indexOf(':') + 1);
    int revision = upstream.lastIndexOf('-');
    upstream = revision < 0 ? upstream : upstream.substring(0, revision);
    return upstream
        .replaceFirst("[+~.](dfsg|ds|git|repack|stable).*", "")
        .replaceFirst("-stable$", "")
        .replaceFirst("\\+[0-9]+$", "");
  }

  /// The numbers and words of a version: Debian and upstream part them by other signs.
  private static String numbers(String version) {
    return version.replaceAll("[^0-9a-z]+", ".").replaceAll("(^|\\.)0+(?=[0-9])", "$1");
  }
}
