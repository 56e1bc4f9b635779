package dev.seaworthy.inspection.secret;

import static dev.seaworthy.inspection.secret.SecretWalk.PASSWORD;
import static dev.seaworthy.inspection.secret.SecretWalk.TOKEN;
import static dev.seaworthy.inspection.secret.SecretWalk.shown;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class AllowedPlacesTest {

  private static byte[] jar(String name, String content) {
    return zip(name, content.getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] zip(String name, byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content);
      zip.closeEntry();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return bytes.toByteArray();
  }

  @Test
  void allowWhatThirdPartyPackagesSayInComments() throws IOException {
    String comment = "/**\n * call({key: '" + TOKEN + "'})\n */\n";
    String code = "var key = '" + TOKEN + "';\n";

    assertThat(
            shown(
                SecretWalk.of(tar ->
                    tar.file("app/node_modules/a/a.js", comment + "// " + TOKEN + "\n# " + TOKEN)
                        .file("app/node_modules/a/b.js", code)
                        .file("app/node_modules/a/c.js", "#" + TOKEN)
                        .file("app/src/d.js", comment))))
        .containsExactly(
            "secret.github-pat /app/node_modules/a/b.js:1",
            "secret.github-pat /app/node_modules/a/c.js:1",
            "secret.github-pat /app/src/d.js:2");
  }

  /// An application's own jar bears a version too, and what is in it was published by nobody.
  @Test
  void allowTestsInJarsThatWerePublished() throws IOException {
    byte[] jar = jar("com/shop/testing/Keys.class", TOKEN);
    byte[] other = jar("com/shop/Keys.class", TOKEN);

    assertThat(
            shown(
                SecretWalk.of(tar ->
                    tar.file("app/lib/a-1.47.1.jar", jar)
                        .file("app/lib/b-1.47.1.jar", other)
                        .file("app/lib/c.jar", jar)
                        .file("root/.m2/repository/d/1.2/d-1.2.jar", jar)
                        .file("app/e.war", zip("WEB-INF/f-1.2.jar", jar))
                        .file("app/shop-1.2.jar", jar))))
        .containsExactly(
            "secret.github-pat /app/lib/b-1.47.1.jar!/com/shop/Keys.class:1",
            "secret.github-pat /app/lib/c.jar!/com/shop/testing/Keys.class:1",
            "secret.github-pat /app/shop-1.2.jar!/com/shop/testing/Keys.class:1");
  }

  @Test
  void allowWhatThirdPartyPackagesBringForTestsAndBuilds() throws IOException {
    String folder = "app/node_modules/a/";

    assertThat(
            shown(
                SecretWalk.of(tar ->
                    tar.file(folder + "apis/a.examples.json", TOKEN)
                        .file(folder + "test.js", TOKEN)
                        .file(folder + ".coveralls.yml", TOKEN)
                        .file(folder + "template/a.txt", TOKEN)
                        .file(folder + "latest.js", TOKEN)
                        .file("app/.travis.yml", TOKEN)
                        .file("app/test.js", TOKEN))))
        .containsExactly(
            "secret.github-pat /app/.travis.yml:1",
            "secret.github-pat /app/node_modules/a/latest.js:1",
            "secret.github-pat /app/test.js:1");
  }

  @Test
  void allowListsOfChecksumsOfThingsNamedLikeSecrets() throws IOException {
    String hash = Template.sample("${hex:32}", 4);
    String other = Template.sample("${hex:31}", 4) + "Zq";

    assertThat(
            shown(
                SecretWalk.of(tar ->
                    tar.file("etc/a", "password => [\n  '" + hash + "',")
                        .file("etc/b", "password => '" + hash + "',")
                        .file("etc/c", "password => ['" + other + "',")
                        .file("etc/d", "password => '" + PASSWORD + "7Q',"))))
        .containsExactly(
            "secret.generic-password /etc/b:1",
            "secret.generic-password /etc/c:1",
            "secret.generic-password /etc/d:1");
  }
}
