package dev.seaworthy.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.testkit.Samples;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackageUrlTest {

  private static final List<String> TYPES =
      List.of("deb", "rpm", "npm", "pypi", "golang", "maven", "generic", "github");
  private static final String CHARACTERS = "abcXYZ019.-_~+ @%&=#?!*";

  @ParameterizedTest
  @CsvSource({
    "deb, debian, libstdc++6, 1:12.2.0~rc-14+b1, pkg:deb/debian/libstdc%2B%2B6@1:12.2.0~rc-14%2Bb1",
    "npm, @angular, cli, 1.2.3, pkg:npm/%40angular/cli@1.2.3",
    "golang, github.com/Masterminds, semver, v1.2.3+incompatible,"
        + " pkg:golang/github.com/masterminds/semver@v1.2.3%2Bincompatible",
    "pypi, '', Foo_Bar, 1.0+local, pkg:pypi/foo-bar@1.0%2Blocal",
    "maven, Org.Foo, bar, 1.0 SNAP, pkg:maven/Org.Foo/bar@1.0%20SNAP",
    "generic, '', naïve, 1, pkg:generic/na%C3%AFve@1",
  })
  void writesTheCanonicalForm(
      String type, String namespace, String name, String version, String canonical) {
    PackageUrl purl = PackageUrl.of(type, namespace, name, version);

    assertThat(purl).hasToString(canonical);
    assertThat(PackageUrl.parse(canonical)).isEqualTo(purl);
  }

  @ParameterizedTest
  @CsvSource({
    "pkg://npm/%40angular/cli@1.2.3, pkg:npm/%40angular/cli@1.2.3",
    "PKG:NPM/@angular/cli, pkg:npm/%40angular/cli",
    "pkg:deb/debian/a@1%3A2?Distro=x&arch=, pkg:deb/debian/a@1:2?distro=x",
    "pkg:golang/a.b/c@v1#/sub/path/, pkg:golang/a.b/c@v1#sub/path",
  })
  void readsWhatOthersWrite(String text, String canonical) {
    assertThat(PackageUrl.parse(text)).hasToString(canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "npm/a",
        "pkg:",
        "pkg:npm",
        "pkg:npm/",
        "pkg:npm/a@%4",
        "pkg:npm/a?b",
        "pkg:/a"
      })
  void refusesWhatIsNoPackageUrl(String text) {
    assertThatThrownBy(() -> PackageUrl.parse(text))
        .isInstanceOf(SeaworthyException.class)
        .hasMessageContaining("\"" + text + "\"");
  }

  @Test
  void agreesWithTheReferenceLibraryButForTheColonThatTheStandardLeavesAlone() {
    Samples.check(
        500,
        samples -> {
          String type = samples.pick(TYPES);
          String namespace =
              type.equals("maven") || samples.chance(0.5)
                  ? "ns" + samples.text(1, 5, CHARACTERS) + "x"
                  : "";
          String name = "n" + samples.text(0, 8, CHARACTERS) + "x";
          String version = samples.text(1, 8, CHARACTERS + ":");
          TreeMap<String, String> qualifiers = new TreeMap<>();
          qualifiers.put("arch", samples.text(1, 8, CHARACTERS + "/:"));
          PackageUrl ours = new PackageUrl(type, namespace, name, version, qualifiers, "");

          assertThat(ours.toString().replace("pkg:", "").replace(":", "%3A"))
              .isEqualTo(reference(type, namespace, name, version, qualifiers));
          assertThat(PackageUrl.parse(ours.toString())).isEqualTo(ours);
        });
  }

  private static String reference(
      String type,
      String namespace,
      String name,
      String version,
      TreeMap<String, String> qualifiers)
      throws MalformedPackageURLException {
    return new PackageURL(type, namespace, name, version, qualifiers, null)
        .canonicalize()
        .replace("pkg:", "");
  }
}
