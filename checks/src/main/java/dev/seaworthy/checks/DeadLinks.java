package dev.seaworthy.checks;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A relative link in a document leads to a file of the repository, and its anchor to a heading.
record DeadLinks() implements TidyRule {
  private static final String NAME = "dead-link";
  private static final Pattern LINK = Pattern.compile("]\\(<?([^)\\s>]+)>?(?:\\s+\"[^\"]*\")?\\)");
  private static final Pattern CODE = Pattern.compile("`[^`]*`");

  @Override
  public Stream<Offence> offences(Repository repository) {
    return repository.texts().stream()
        .filter(SourceFile::isMarkdown)
        .filter(file -> !file.path().contains("/resources/"))
        .flatMap(file -> judge(repository, file));
  }

  private static Stream<Offence> judge(Repository repository, SourceFile file) {
    List<String> lines = file.lines();
    return IntStream.range(0, lines.size())
        .boxed()
        .flatMap(i ->
            LINK.matcher(CODE.matcher(lines.get(i)).replaceAll("``"))
                .results()
                .flatMap(link -> judge(repository, file, i + 1, link)));
  }

  private static Stream<Offence> judge(
      Repository repository, SourceFile file, int line, MatchResult link) {
    String target = link.group(1);
    if (target.matches("[a-z]+:.*")) {
      return Stream.empty();
    }
    return fault(repository, file, target)
        .map(fault -> new Offence(NAME, file.path(), line, target, target + ": " + fault))
        .stream();
  }

  private static Optional<String> fault(Repository repository, SourceFile from, String target) {
    int hash = target.indexOf('#');
    String path = hash < 0 ? target : target.substring(0, hash);
    String anchor = hash < 0 ? "" : target.substring(hash + 1);
    if (path.startsWith("/")) {
      return Optional.of("not relative");
    }
    String resolved =
        path.isEmpty() ? from.path() : Path.of(from.folder(), path).normalize().toString();
    if (resolved.startsWith("..") || !repository.has(resolved)) {
      return Optional.of("no such file in the repository");
    }
    Optional<SourceFile> document = repository.text(resolved);
    boolean isLost =
        !anchor.isEmpty()
            && document.isPresent()
            && document.get().isMarkdown()
            && !anchors(document.get()).contains(anchor);
    return isLost ? Optional.of("no such heading") : Optional.empty();
  }

  /// Headings as the usual renderers spell them in links.
  private static List<String> anchors(SourceFile document) {
    return document.lines().stream()
        .filter(line -> line.matches("#{1,6} .*"))
        .map(line -> line.replaceFirst("#+ +", "").strip().toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .toList();
  }
}
