package dev.seaworthy.image.source;

import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.image.ImageReference;
import dev.seaworthy.image.ImageSource;
import dev.seaworthy.image.archive.FileKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads one source and, when it isn't one, says what its writer may have meant.
final class SourceParser {

  private static final int CHARS_MAX = 8_192;
  private static final List<String> SCHEMES =
      List.of("dir", "docker-archive", "oci-archive", "oci-layout", "sbom");

  /// Forms of other tools, and what to do instead here.
  private static final Map<String, String> FOREIGN_SCHEMES =
      Map.ofEntries(
          Map.entry(
              "docker-daemon",
              "save the image (docker save NAME -o image.tar) and scan"
                  + " docker-archive:image.tar"),
          Map.entry(
              "docker",
              "leave \"docker:\" out for an image in a registry; for one that only"
                  + " the Docker daemon has, save it (docker save NAME -o image.tar) and scan"
                  + " docker-archive:image.tar"),
          Map.entry(
              "podman",
              "save the image (podman save --format oci-archive -o image.tar NAME)"
                  + " and scan oci-archive:image.tar"),
          Map.entry(
              "containers-storage",
              "save the image (podman save --format oci-archive -o"
                  + " image.tar NAME) and scan oci-archive:image.tar"),
          Map.entry(
              "containerd",
              "export the image (ctr images export image.tar NAME) and scan"
                  + " oci-archive:image.tar"),
          Map.entry(
              "registry", "leave \"registry:\" out: an image reference alone means a registry"),
          Map.entry("oci-dir", "use oci-layout:PATH"),
          Map.entry("oci", "use oci-layout:PATH"),
          Map.entry("file", "use dir:PATH, docker-archive:PATH, oci-archive:PATH or sbom:PATH"),
          Map.entry("cyclonedx", "use sbom:PATH"),
          Map.entry("spdx", "use sbom:PATH"),
          Map.entry("directory", "use dir:PATH"),
          Map.entry("rootfs", "use dir:PATH"),
          Map.entry("tar", "use docker-archive:PATH or oci-archive:PATH"),
          Map.entry(
              "http",
              "name the image without \"http://\", and give --plain-http if its"
                  + " registry has no TLS"),
          Map.entry("https", "name the image without \"https://\""));

  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+_-]*");
  private static final Pattern ARCHIVE_NAME =
      Pattern.compile(".*\\.(?:tar|tgz|tar\\.(?:gz|xz|zst|bz2)|oci|zip)", Pattern.CASE_INSENSITIVE);

  private final String text;

  SourceParser(String text) {
    this.text = text;
  }

  ImageSource parse() {
    if (text.isBlank()) {
      throw bad("no image was named");
    }
    if (text.length() > CHARS_MAX) {
      throw bad("the source is longer than %s characters".formatted(CHARS_MAX));
    }
    int colon = text.indexOf(':');
    String scheme = colon < 0 ? "" : text.substring(0, colon);
    if (SCHEMES.contains(scheme)) {
      return local(scheme, text.substring(colon + 1));
    }
    refuseOtherScheme(scheme);
    refuseBarePath();
    return new ImageSource.Remote(text, ImageReference.parse(text));
  }

  private ImageSource local(String scheme, String rest) {
    if (rest.isEmpty()) {
      throw bad("%s: needs a path, as in %s:PATH".formatted(scheme, scheme));
    }
    return switch (scheme) {
      case "dir" -> new ImageSource.Directory(text, existing(rest));
      case "sbom" -> new ImageSource.Sbom(text, document(rest));
      case "docker-archive" -> {
        PathAndRef found = split(rest);
        yield new ImageSource.DockerArchive(text, file(found.path()), found.ref());
      }
      case "oci-archive" -> {
        PathAndRef found = split(rest);
        yield new ImageSource.OciArchive(text, file(found.path()), found.ref());
      }
      default -> {
        PathAndRef found = split(rest);
        yield new ImageSource.OciLayout(text, layout(found.path()), found.ref());
      }
    };
  }

  private record PathAndRef(Path path, String ref) {}

  /// Splits `PATH[:REF]` (or `PATH@DIGEST`) at the colon that leaves the longest path that exists.
  private PathAndRef split(String rest) {
    Path whole = path(rest);
    if (Files.exists(whole)) {
      return new PathAndRef(whole, "");
    }
    for (int i = rest.length() - 1; i > 0; i--) {
      if (rest.charAt(i) == ':' || rest.charAt(i) == '@') {
        Path path = path(rest.substring(0, i));
        if (Files.exists(path)) {
          String ref = rest.substring(i + 1);
          if (ref.isEmpty()) {
            throw bad("\"%s\" ends with a colon".formatted(Text.shorten(text, 200)));
          }
          return new PathAndRef(path, ref);
        }
      }
    }
    int colon = rest.indexOf(':');
    throw MissingPath.of(colon > 0 ? path(rest.substring(0, colon)) : whole);
  }

  private Path existing(String rest) {
    Path path = path(rest);
    if (!Files.exists(path)) {
      throw MissingPath.of(path);
    }
    if (!Files.isDirectory(path)) {
      throw wrongKind(path, "");
    }
    if (FileKind.isLayout(path)) {
      throw wrongKind(path, "");
    }
    return path;
  }

  private Path document(String rest) {
    Path path = path(rest);
    if (!Files.exists(path)) {
      throw MissingPath.of(path);
    }
    return file(path);
  }

  private Path file(Path path) {
    if (Files.isDirectory(path)) {
      throw wrongKind(path, "");
    }
    if (!Files.isRegularFile(path)) {
      throw bad("%s is neither a file nor a directory".formatted(path));
    }
    return path;
  }

  private Path layout(Path path) {
    if (!FileKind.isLayout(path)) {
      throw wrongKind(
          path,
          Files.isDirectory(path) ? " (as an OCI layout it lacks oci-layout or index.json)" : "");
    }
    return path;
  }

  private Path path(String name) {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw new SeaworthyException(
          ImageError.BAD_SOURCE,
          "\"%s\" is not a path: %s".formatted(Text.shorten(name, 200), e.getReason()),
          e);
    }
  }

  private static SeaworthyException wrongKind(Path path, String remark) {
    try {
      return new SeaworthyException(
          ImageError.NOT_AN_IMAGE,
          "%s %s%s".formatted(path, FileKind.of(path, Limits.defaults()).advice(path), remark),
          "",
          null);
    } catch (IOException e) {
      return new SeaworthyException(
          ImageError.UNREADABLE, "%s can't be read: %s".formatted(path, e.getMessage()), e);
    }
  }

  /// A path without a scheme is not guessed at, but its form is known once it has been looked at.
  private void refuseBarePath() {
    boolean looksLikePath =
        text.startsWith("/")
            || text.startsWith("./")
            || text.startsWith("../")
            || text.startsWith("~")
            || text.equals(".")
            || text.equals("..");
    Optional<Path> path = asPath();
    // "nginx" stays an image even where a directory of that name lies around.
    boolean isFile = path.isPresent() && Files.isRegularFile(path.get());
    if (!looksLikePath && !isFile) {
      if (path.isPresent() && text.indexOf('/') < 0 && ARCHIVE_NAME.matcher(text).matches()) {
        throw MissingPath.of(path.get());
      }
      return;
    }
    if (path.isEmpty() || !Files.exists(path.get())) {
      throw MissingPath.of(path.orElse(Path.of("")));
    }
    Path found = path.get();
    try {
      FileKind kind = FileKind.of(found, Limits.defaults());
      throw new SeaworthyException(
          ImageError.BAD_SOURCE,
          "%s %s".formatted(Text.visible(text), kind.advice(found)),
          "",
          null);
    } catch (IOException e) {
      throw new SeaworthyException(
          ImageError.BAD_SOURCE,
          "%s is a path: say what it is with dir:, docker-archive:, oci-archive: or oci-layout:"
              .formatted(Text.visible(text)),
          e);
    }
  }

  private Optional<Path> asPath() {
    try {
      return Optional.of(Path.of(text));
    } catch (InvalidPathException _) {
      return Optional.empty();
    }
  }

  /// `docker-archve:cart.tar` would be a lawful reference (repository and tag), but nobody means
  /// it.
  private void refuseOtherScheme(String scheme) {
    if (!SCHEME.matcher(scheme).matches()) {
      return;
    }
    String advice = FOREIGN_SCHEMES.get(scheme.toLowerCase(Locale.ROOT));
    String rest = text.substring(scheme.length() + 1);
    boolean hasPath = rest.startsWith("/") || rest.startsWith("./") || rest.startsWith("../");
    if (advice != null && (hasPath || !rest.matches("[0-9]+(/.*)?"))) {
      throw new SeaworthyException(
          ImageError.BAD_SOURCE,
          "\"%s:\" is not a form of source here: %s".formatted(scheme, advice),
          "",
          null);
    }
    Optional<String> near = Nearness.nearest(scheme.toLowerCase(Locale.ROOT), SCHEMES);
    if (near.isPresent()) {
      throw new SeaworthyException(
          ImageError.BAD_SOURCE,
          "\"%s:\" is not a form of source. Did you mean %s:%s?"
              .formatted(scheme, near.get(), Text.visible(rest)),
          "",
          null);
    }
    if (hasPath) {
      throw bad("\"%s:\" is not a form of source".formatted(scheme));
    }
  }

  private static SeaworthyException bad(String message) {
    return new SeaworthyException(ImageError.BAD_SOURCE, message);
  }
}
