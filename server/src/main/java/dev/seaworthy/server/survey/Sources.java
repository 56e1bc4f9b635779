package dev.seaworthy.server.survey;

import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.cli.process.CredentialProcesses;
import dev.seaworthy.image.ImageReference;
import dev.seaworthy.image.ImageSource;
import dev.seaworthy.image.OpenOptions;
import dev.seaworthy.image.Platform;
import dev.seaworthy.image.RegistryOptions;
import dev.seaworthy.image.RegistryOptions.Security;
import dev.seaworthy.image.RegistryOptions.Traffic;
import dev.seaworthy.server.settings.Settings;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// From what a client writes to an image that the platform may look at: one in a registry, or one
/// in the folder for imports. No other file is in reach.
@Singleton
class Sources {
  private static final int CHARS_MAX = 1000;
  private static final Pattern IMPORT =
      Pattern.compile(
          "(?<form>oci-layout|oci-archive):(?<name>[A-Za-z0-9][A-Za-z0-9._/-]*)(?::(?<ref>.+))?");

  private final Settings settings;
  private final InstantSource clock;

  Sources(Settings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /// Reads a reference.
  ///
  /// @throws SeaworthyException [SurveyError#BAD_REFERENCE], or with a code of the room `image`
  ImageSource source(String text) {
    if (text.length() > CHARS_MAX) {
      throw bad(text, "it is too long");
    }
    Matcher matcher = IMPORT.matcher(text);
    if (!matcher.matches()) {
      if (text.matches("(?i)(dir|sbom|held|docker-archive|oci-layout|oci-archive):.*")) {
        throw bad(text, "it names no file in the folder for imports");
      }
      return new ImageSource.Remote(text, ImageReference.parse(text));
    }
    Path path = imported(text, matcher.group("name"));
    String ref = matcher.group("ref") == null ? "" : matcher.group("ref");
    return matcher.group("form").equals("oci-layout")
        ? new ImageSource.OciLayout(text, path, ref)
        : new ImageSource.OciArchive(text, path, ref);
  }

  private Path imported(String text, String name) {
    Path folder =
        settings.survey().imports().orElseThrow(() -> bad(text, "no folder for imports is set up"));
    try {
      Path root = folder.toRealPath();
      Path path = root.resolve(name).toRealPath();
      if (path.startsWith(root) && !path.equals(root) && Files.isReadable(path)) {
        return path;
      }
    } catch (IOException e) {
      throw new SeaworthyException(
          SurveyError.BAD_REFERENCE,
          "\"%s\" is not in the folder for imports".formatted(Text.shorten(text, 80)),
          e);
    }
    throw bad(text, "it is not in the folder for imports");
  }

  private static SeaworthyException bad(String text, String why) {
    return new SeaworthyException(
        SurveyError.BAD_REFERENCE, "\"%s\": %s".formatted(Text.shorten(text, 80), why));
  }

  /// How it is opened.
  ///
  /// @param temporary where a compressed archive is unpacked
  OpenOptions options(ImageSource source, Path temporary) {
    boolean isPlain =
        source instanceof ImageSource.Remote remote
            && settings
                .survey()
                .plainRegistries()
                .orElse(List.of())
                .contains(remote.reference().registry());
    return OpenOptions.of(
        Limits.defaults(),
        Platform.of("linux", "amd64"),
        temporary,
        RegistryOptions.of(Traffic.of(clock, Thread::sleep))
            .withEnvironment(System.getenv(), new CredentialProcesses(System.getenv()))
            .withSecurity(isPlain ? Security.PLAIN_HTTP : Security.TLS));
  }
}
