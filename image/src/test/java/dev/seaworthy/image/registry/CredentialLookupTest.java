package dev.seaworthy.image.registry;

import static dev.seaworthy.image.source.Refusals.assertRefused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.Limits;
import dev.seaworthy.image.CredentialPrograms;
import dev.seaworthy.image.Credentials;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.image.source.Opening;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialLookupTest {

  @TempDir Path folder;

  private final Map<String, String> environment = new HashMap<>();
  private final List<String> asked = new ArrayList<>();
  private CredentialPrograms programs = CredentialPrograms.NONE;

  private Optional<Credentials> find(String registry, String repository) {
    return new CredentialLookup(
            Opening.registry().withEnvironment(environment, programs), Limits.defaults())
        .find(registry, repository)
        .map(CredentialLookup.Found::credentials);
  }

  private void config(String json) throws IOException {
    environment.put("DOCKER_CONFIG", folder.toString());
    Files.writeString(folder.resolve("config.json"), json);
  }

  private static String auth(String user) {
    return "{\"auth\":\"%s\"}"
        .formatted(Base64.getEncoder().encodeToString((user + ":pass:word").getBytes(UTF_8)));
  }

  private static Optional<Credentials> password(String user) {
    return Optional.of(new Credentials.Password(user, "pass:word"));
  }

  @Test
  void findsNothingWhereNothingIsKept() {
    assertThat(find("quay.io", "shop/cart")).isEmpty();
    environment.put("HOME", folder.toString());
    assertThat(find("quay.io", "shop/cart")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "quay.io, quay.io",
    "https://quay.io, quay.io",
    "https://quay.io/v2/, quay.io",
    "http://localhost:5000, localhost:5000",
    "https://index.docker.io/v1/, docker.io",
    "index.docker.io, docker.io",
    "docker.io, docker.io",
    "registry-1.docker.io, docker.io",
    "quay.io/shop, quay.io",
    "quay.io/shop/cart, quay.io",
  })
  void findsAnEntryUnderTheKeysThatToolsWrite(String key, String registry) throws IOException {
    config("{\"auths\":{\"%s\":%s}}".formatted(key, auth("mate")));

    assertThat(find(registry, "shop/cart")).isEqualTo(password("mate"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"quay.io/sho", "quay.io/shop/car", "quay.io:443", "notquay.io", "io"})
  void doesNotTakeAnEntryOfAnotherPlace(String key) throws IOException {
    config("{\"auths\":{\"%s\":%s}}".formatted(key, auth("mate")));

    assertThat(find("quay.io", "shop/cart")).isEmpty();
  }

  @Test
  void takesTheEntryThatFitsTheRepositoryBest() throws IOException {
    config(
        "{\"auths\":{\"quay.io\":%s,\"quay.io/shop\":%s,\"quay.io/shop/cart\":%s}}"
            .formatted(auth("host"), auth("namespace"), auth("repository")));

    assertThat(find("quay.io", "shop/cart")).isEqualTo(password("repository"));
    assertThat(find("quay.io", "shop/till")).isEqualTo(password("namespace"));
    assertThat(find("quay.io", "boat")).isEqualTo(password("host"));
  }

  @Test
  void knowsTheOtherFormsOfAnEntry() throws IOException {
    config(
        """
        {"auths":{
          "a.example":{"identitytoken":"it","auth":"bWF0ZTo="},
          "b.example":{"registrytoken":"rt"},
          "c.example":{"username":"mate","password":"pw"},
          "d.example":{}}}
        """);

    assertThat(find("a.example", "x")).contains(new Credentials.IdentityToken("it"));
    assertThat(find("b.example", "x")).contains(new Credentials.RegistryToken("rt"));
    assertThat(find("c.example", "x")).contains(new Credentials.Password("mate", "pw"));
    assertThat(find("d.example", "x")).isEmpty();
  }

  @Test
  void looksIntoTheFilesInTheirOrder() throws IOException {
    Path docker = Files.createDirectories(folder.resolve("docker"));
    Path run = Files.createDirectories(folder.resolve("run/containers"));
    Path xdg = Files.createDirectories(folder.resolve("xdg/containers"));
    Path home = Files.createDirectories(folder.resolve("home/.docker"));
    Path only = folder.resolve("only.json");
    environment.put("HOME", folder.resolve("home").toString());
    Files.writeString(home.resolve("config.json"), file("home"));
    assertThat(find("quay.io", "x")).isEqualTo(password("home"));

    environment.put("XDG_CONFIG_HOME", folder.resolve("xdg").toString());
    Files.writeString(xdg.resolve("auth.json"), file("xdg"));
    assertThat(find("quay.io", "x")).isEqualTo(password("xdg"));

    environment.put("XDG_RUNTIME_DIR", folder.resolve("run").toString());
    Files.writeString(run.resolve("auth.json"), file("run"));
    assertThat(find("quay.io", "x")).isEqualTo(password("run"));

    environment.put("DOCKER_CONFIG", docker.toString());
    Files.writeString(docker.resolve("config.json"), file("docker"));
    assertThat(find("quay.io", "x")).isEqualTo(password("docker"));

    environment.put("REGISTRY_AUTH_FILE", only.toString());
    Files.writeString(only, file("only"));
    assertThat(find("quay.io", "x")).isEqualTo(password("only"));
  }

  private static String file(String user) {
    return "{\"auths\":{\"quay.io\":%s}}".formatted(auth(user));
  }

  @Test
  void aNamedFileThatIsNotThereIsAnError() {
    environment.put("REGISTRY_AUTH_FILE", folder.resolve("gone.json").toString());

    assertRefused(ImageError.BAD_CREDENTIALS_FILE, () -> find("quay.io", "x"))
        .hasMessageContaining("gone.json")
        .hasMessageContaining("REGISTRY_AUTH_FILE");
  }

  private CredentialPrograms answering(int exitCode, String text) {
    return (program, input) -> {
      asked.add(program + " " + input);
      return new CredentialPrograms.Output(exitCode, text);
    };
  }

  @Test
  void asksTheRegistrysOwnProgramFirst() throws IOException {
    config(
        "{\"auths\":{\"quay.io\":%s},\"credsStore\":\"all\",\"credHelpers\":{\"quay.io\":\"own\"}}"
            .formatted(auth("file")));
    programs = answering(0, "{\"ServerURL\":\"quay.io\",\"Username\":\"u\",\"Secret\":\"s\"}");

    assertThat(find("quay.io", "x")).contains(new Credentials.Password("u", "s"));
    assertThat(asked).containsExactly("docker-credential-own quay.io");
  }

  @Test
  void asksTheProgramForAllWhereTheFileHasNothing() throws IOException {
    config("{\"auths\":{\"https://index.docker.io/v1/\":{}},\"credsStore\":\"desktop\"}");
    programs = answering(0, "{\"Username\":\"<token>\",\"Secret\":\"refresh\"}");

    assertThat(find("docker.io", "library/debian"))
        .contains(new Credentials.IdentityToken("refresh"));
    assertThat(asked).containsExactly("docker-credential-desktop https://index.docker.io/v1/");
  }

  @Test
  void takesAnEntryOfTheFileWithoutAskingTheProgramForAll() throws IOException {
    config("{\"auths\":{\"quay.io\":%s},\"credsStore\":\"desktop\"}".formatted(auth("mate")));

    assertThat(find("quay.io", "x")).isEqualTo(password("mate"));
  }

  @Test
  void aProgramThatKeepsNothingIsNoError() throws IOException {
    config("{\"credsStore\":\"pass\"}");
    programs = answering(1, "credentials not found in native keychain\n");

    assertThat(find("quay.io", "x")).isEmpty();
  }

  @Test
  void aProgramThatFailsIsAnErrorWithWhatItSaid() throws IOException {
    config("{\"credsStore\":\"pass\"}");
    programs = answering(2, "gpg: no key\u001b[0m\n");

    assertRefused(ImageError.BAD_CREDENTIALS_FILE, () -> find("quay.io", "x"))
        .hasMessageContaining("docker-credential-pass")
        .hasMessageContaining("config.json")
        .hasMessageContaining("exit code 2: gpg: no key")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\u001b"));
  }

  @Test
  void aProgramThatIsNotThereIsAnErrorThatNamesIt() throws IOException {
    config("{\"credsStore\":\"desktop.exe\"}");
    programs =
        (program, _) -> {
          throw new IOException(program + " is not on the PATH");
        };

    assertRefused(ImageError.BAD_CREDENTIALS_FILE, () -> find("quay.io", "x"))
        .hasMessageContaining("docker-credential-desktop.exe is not on the PATH");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "no", "{\"Secret\":7", "hunter2-secret"})
  void aProgramThatAnswersNoJsonIsAnErrorWithoutItsAnswer(String answer) throws IOException {
    config("{\"credsStore\":\"odd\"}");
    programs = answering(0, answer);

    assertRefused(ImageError.BAD_CREDENTIALS_FILE, () -> find("quay.io", "x"))
        .hasMessageContaining("its answer is not JSON")
        .satisfies(e -> assertThat(e.toString()).doesNotContain("hunter2"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../evil", "/bin/sh", "a b", "-x", ".hidden", "a/b", "a\u0000b"})
  void aProgramsNameNeverLeadsToAnotherProgram(String name) throws IOException {
    config("{\"credHelpers\":{\"quay.io\":\"%s\"}}".formatted(name.replace("\u0000", "\\u0000")));
    programs = answering(0, "{}");

    assertRefused(ImageError.BAD_CREDENTIALS_FILE, () -> find("quay.io", "x"))
        .hasMessageContaining("can't be a program's name");
    assertThat(asked).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no json",
        "[]",
        "{\"auths\":{},\"auths\":{}}",
        "{\"auths\":{\"quay.io\":{\"auth\":\"!\"}}}",
        "{\"auths\":{\"quay.io\":{\"auth\":\"bWF0ZQ==\"}}}"
      })
  void aFileThatIsNoneIsAnErrorThatNamesIt(String json) throws IOException {
    config(json);

    assertRefused(ImageError.BAD_CREDENTIALS_FILE, () -> find("quay.io", "x"))
        .hasMessageContaining(folder.resolve("config.json").toString());
  }

  @Test
  void secretsAreNotInTheTextForms() {
    assertThat(
            List.of(
                new Credentials.Password("mate", "hush").toString(),
                new Credentials.IdentityToken("hush").toString(),
                new Credentials.RegistryToken("hush").toString(),
                new CredentialPrograms.Output(0, "hush").toString()))
        .noneMatch(text -> text.contains("hush"));
  }
}
