package dev.seaworthy.testkit.registry;

import dev.seaworthy.testkit.Command;
import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.Need;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Pushes images with skopeo, as a user would.
public final class Skopeo {
  private final RegistryServer server;

  private Skopeo(RegistryServer server) {
    this.server = server;
  }

  public static Need need() {
    return Gates.tool("skopeo");
  }

  /// Works against a server, with its credentials and its authority.
  public static Skopeo to(RegistryServer server) {
    return new Skopeo(server);
  }

  /// Copies an image into the server, an index with all its images, and leaves every digest as it
  /// is.
  ///
  /// @param source in skopeo's words, such as `oci:FOLDER:REF` or `docker-archive:FILE`
  /// @param target repository and tag, such as `team/hold:1`
  /// @return the digest of what the tag now points to
  public String push(String source, String target) throws IOException {
    Path digest = Files.createTempFile("seaworthy-skopeo", ".digest");
    try {
      List<String> words = new ArrayList<>(List.of("skopeo", "--insecure-policy", "copy"));
      words.addAll(List.of("--all", "--preserve-digests", "--digestfile", digest.toString()));
      words.addAll(access("--dest-"));
      words.add(source);
      words.add("docker://" + server.host() + "/" + target);
      Command.of(words).text();
      return Files.readString(digest).strip();
    } finally {
      Files.delete(digest);
    }
  }

  /// What `skopeo inspect --raw` shows: the bytes of the manifest or index.
  public String rawManifest(String target) {
    List<String> words = new ArrayList<>(List.of("skopeo", "inspect", "--raw"));
    words.addAll(access("--"));
    words.add("docker://" + server.host() + "/" + target);
    return Command.of(words).text();
  }

  private List<String> access(String prefix) {
    List<String> words = new ArrayList<>();
    TestAuthority authority = server.authority();
    if (authority == null) {
      words.add(prefix + "tls-verify=false");
    } else {
      words.add(prefix + "cert-dir=" + authority.certificate().getParent());
    }
    if (server.asksForCredentials()) {
      words.add(prefix + "creds=" + RegistryServer.USER + ":" + RegistryServer.PASSWORD);
    }
    return words;
  }
}
