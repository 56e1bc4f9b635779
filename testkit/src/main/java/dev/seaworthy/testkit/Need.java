package dev.seaworthy.testkit;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Something from outside the repository that a test wants: a file of the shared folder, a tool on
/// the `PATH`, the answer of a probe. It is looked up once, when it is made.
public final class Need {
  private final String what;
  private final @Nullable Path found;

  private Need(String what, @Nullable Path found) {
    this.what = Objects.requireNonNull(what);
    this.found = found;
  }

  /// A need that is met by the given place.
  ///
  /// @param what the thing in words, without article, such as `tool skopeo`
  public static Need met(String what, Path found) {
    return new Need(what, Objects.requireNonNull(found));
  }

  /// A need that nothing on this machine meets.
  ///
  /// @param what the thing in words, without article, such as `tool skopeo`
  public static Need missing(String what) {
    return new Need(what, null);
  }

  /// The thing in words, without article.
  public String what() {
    return what;
  }

  public boolean isMet() {
    return found != null;
  }

  /// Where the thing lies.
  ///
  /// @throws IllegalStateException when it is absent: a test asks inside [Gates#run] only
  public Path path() {
    if (found == null) {
      throw new IllegalStateException(what + " is absent; ask for it inside Gates.run");
    }
    return found;
  }

  @Override
  public String toString() {
    return found == null ? what + " (absent)" : what + " (" + found + ")";
  }
}
