package dev.seaworthy.image.walk;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadFactory;

/// What a walk may use of the machine.
///
/// @param cores how many layers are read side by side at most; each takes two threads
/// @param threads makes the threads of the walk; all of them have ended when it returns
/// @param temporaryFolder where large wanted files may lie for a moment, in a private folder
/// @param exclusions directories that a walk over a directory tree leaves out: our own cache, data
///   and build
/// @param hashSeed makes the places of names in hash tables unforeseeable; any number, best a
///   random one; has no influence on results
public record WalkResources(
    int cores, ThreadFactory threads, Path temporaryFolder, List<Path> exclusions, long hashSeed) {

  public WalkResources {
    if (cores < 1) {
      throw new IllegalArgumentException("a walk needs a core, not " + cores);
    }
    exclusions = List.copyOf(exclusions);
  }

  /// Daemon threads of the platform and no exclusions.
  public static WalkResources of(int cores, Path temporaryFolder, long hashSeed) {
    ThreadFactory threads = Thread.ofPlatform().daemon().name("walk-", 1).factory();
    return new WalkResources(cores, threads, temporaryFolder, List.of(), hashSeed);
  }

  /// The same with other exclusions.
  public WalkResources without(List<Path> directories) {
    return new WalkResources(cores, threads, temporaryFolder, directories, hashSeed);
  }
}
