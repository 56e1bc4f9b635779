package dev.seaworthy.inspection.hardening.check;

import dev.seaworthy.inspection.hardening.facts.HardeningFact;
import dev.seaworthy.inspection.hardening.facts.HardeningFact.Linkage;
import dev.seaworthy.inspection.hardening.facts.HardeningFact.Script;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The files that an image needs for its entry point to start, as far as files tell: the program
/// and what its arguments name, interpreters of scripts, what shell scripts call, and the libraries
/// that ELF files name (ld.so(8)). What a program loads by itself while it runs isn't seen.
///
/// @param files without links
record StartClosure(Set<String> files) {

  private static final int FILES_MAX = 100_000;

  /// After so many looks libraries are looked for in the folders that all know alone.
  private static final long LOOKUPS_MAX = 1_000_000;

  /// Where glibc and musl look without being told.
  private static final List<String> LIBRARY_FOLDERS =
      List.of("/lib64", "/usr/lib64", "/lib", "/usr/lib", "/usr/local/lib");

  StartClosure {
    files = Set.copyOf(files);
  }

  static StartClosure of(InspectedImage image) {
    return new Search(image).closure();
  }

  private static Set<String> roots(InspectedImage image) {
    Set<String> roots = new LinkedHashSet<>();
    List<String> command = image.command();
    for (String word : command) {
      add(roots, image.programOrNull(word));
    }
    String check = healthProgram(image);
    if (check != null) {
      add(roots, image.programOrNull(check));
    }
    // Whatever no package owns is the application, or what it brought along.
    for (String path : image.code()) {
      if (image.packages().ownerOf(path) < 0) {
        roots.add(path);
      }
    }
    return roots;
  }

  private static @Nullable String healthProgram(InspectedImage image) {
    List<String> test = image.config().raw().object("config").object("Healthcheck").strings("Test");
    return test.size() > 1 && test.getFirst().equals("CMD") ? test.get(1) : null;
  }

  private static void add(Set<String> files, @Nullable String path) {
    if (path != null && !path.equals("/")) {
      files.add(path);
    }
  }

  /// Follows what files name from one to the next.
  private static final class Search {
    private final InspectedImage image;
    private final List<String> folders;

    /// Where the folders that all programs share have a library.
    private final Map<String, Optional<String>> libraries = new HashMap<>();

    private long lookups;

    Search(InspectedImage image) {
      this.image = image;
      this.folders = libraryFolders(image);
    }

    StartClosure closure() {
      Set<String> found = new TreeSet<>();
      Deque<String> open = new ArrayDeque<>(roots(image));
      while (!open.isEmpty() && found.size() < FILES_MAX) {
        String path = open.removeFirst();
        if (found.add(path)) {
          open.addAll(named(path));
        }
      }
      return new StartClosure(found);
    }

    private Set<String> named(String path) {
      Set<String> next = new LinkedHashSet<>();
      HardeningFact fact = image.factOrNull(path);
      if (fact instanceof Script script) {
        for (String word : script.interpreter()) {
          add(next, image.programOrNull(word));
        }
        for (String program : script.programs()) {
          add(next, image.programOrNull(program));
        }
      } else if (fact instanceof Linkage linkage) {
        if (!linkage.interpreter().isEmpty()) {
          add(next, image.tree().resolve(linkage.interpreter()).orElse(null));
        }
        String origin = path.substring(0, Math.max(path.lastIndexOf('/'), 0));
        List<String> own =
            linkage.searchPaths().stream()
                .limit(InspectedImage.SEARCHED_MAX)
                .map(each -> each.replace("$ORIGIN", origin).replace("${ORIGIN}", origin))
                .toList();
        for (String library : linkage.needed()) {
          add(next, library(library, own));
        }
      }
      return next;
    }

    private @Nullable String library(String name, List<String> own) {
      if (name.contains("/")) {
        return image.tree().resolve(name).orElse(null);
      }
      String found = lookups < LOOKUPS_MAX ? in(own, name) : null;
      return found != null
          ? found
          : libraries
              .computeIfAbsent(name, each -> Optional.ofNullable(in(shared(), each)))
              .orElse(null);
    }

    private List<String> shared() {
      return lookups < LOOKUPS_MAX ? folders : LIBRARY_FOLDERS;
    }

    private @Nullable String in(List<String> searched, String name) {
      for (String folder : searched) {
        if (folder.startsWith("/")) {
          lookups++;
          String found = image.tree().resolve(folder + "/" + name).orElse(null);
          if (found != null) {
            return found;
          }
        }
      }
      return null;
    }
  }

  /// `LD_LIBRARY_PATH`, what `ld.so.conf` names, and the folders known to all.
  private static List<String> libraryFolders(InspectedImage image) {
    List<String> folders = new ArrayList<>();
    String variable = image.variableOrNull("LD_LIBRARY_PATH");
    if (variable != null) {
      // The last piece is all that is left.
      Stream.of(variable.split("[:;]", InspectedImage.SEARCHED_MAX + 1))
          .limit(InspectedImage.SEARCHED_MAX)
          .forEach(folders::add);
    }
    List<String> texts = new ArrayList<>(image.textsAt("/etc/ld.so.conf").values());
    texts.addAll(image.textsAt("/etc/ld.so.conf.d/").values());
    for (String text : texts) {
      text.lines().map(String::strip).filter(line -> line.startsWith("/")).forEach(folders::add);
    }
    // The folders that all know are among them however many others there are.
    return Stream.concat(
            folders.stream().distinct().limit(InspectedImage.SEARCHED_MAX),
            LIBRARY_FOLDERS.stream())
        .toList();
  }
}
