package dev.seaworthy.testkit.debian;

import dev.seaworthy.testkit.Command;
import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.Need;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The essential packages of a release of Debian in a tar, from the mirror that this machine uses.
public final class DebianTree {

  private static final Pattern MIRROR =
      Pattern.compile("(?m)^(?:URIs:\\s*|deb\\s+(?:\\[[^\\]]*]\\s+)?)(\\S+)");

  private static final Duration BUILD_MAX = Duration.ofMinutes(4);

  private DebianTree() {}

  /// Makes one. A mirror that doesn't have the release any more is a need that isn't met.
  ///
  /// @param folder gets the tar
  public static Need make(String suite, Path folder) throws IOException {
    String what = "a mirror with Debian's " + suite;
    Optional<Path> sources = RootFileSystem.sources();
    if (!Gates.tool("mmdebstrap").isMet() || sources.isEmpty()) {
      return Need.missing(what);
    }
    Matcher mirror = MIRROR.matcher(Files.readString(sources.get()));
    Path tar = folder.resolve(suite + ".tar");
    boolean isMade =
        mirror.find()
            && Command.of(
                        "mmdebstrap",
                        "--quiet",
                        "--variant=essential",
                        suite,
                        tar.toString(),
                        mirror.group(1))
                    .with("SOURCE_DATE_EPOCH", "1767225600")
                    .within(BUILD_MAX)
                    .run()
                    .exit()
                == 0;
    return isMade ? Need.met(what, tar) : Need.missing(what);
  }
}
