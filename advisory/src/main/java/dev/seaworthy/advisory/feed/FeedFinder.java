package dev.seaworthy.advisory.feed;

import dev.seaworthy.advisory.AdvisoryError;
import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.LimitExceededException;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipException;

/// Finds out which feeds lie in files and directories, by what is in them and not by their names.
public final class FeedFinder {

  private static final long SNIFFED_BYTES = 1L << 20;
  private static final int SNIFFED_ENTRIES = 9;

  /// Names of files that may be a document, packed or not.
  private static final Pattern DOCUMENT = Pattern.compile(".+\\.(json|xml|csv)(\\.(gz|bz2|zst))?");

  private static final Pattern TAR = Pattern.compile(".+\\.(tar|tar\\.(gz|bz2|zst)|tgz)");

  private final List<AdvisoryFeed> feeds;
  private final Limits limits;
  private final JsonReader json;

  public FeedFinder(List<AdvisoryFeed> feeds, Limits limits) {
    this.feeds = List.copyOf(feeds);
    this.limits = limits;
    this.json = new JsonReader(limits);
  }

  /// What was found.
  ///
  /// @param inputs sorted by name and path
  /// @param unrecognised files that are no feed of ours, sorted
  public record Found(List<FeedInput> inputs, List<Path> unrecognised) {
    public Found {
      inputs = List.copyOf(inputs);
      unrecognised = List.copyOf(unrecognised);
    }
  }

  /// Looks at files, and at all files below directories. Links are not followed. A file that is
  /// named itself must be a feed; below a directory there may be others.
  ///
  /// @throws SeaworthyException [AdvisoryError#FEED_UNREADABLE], [AdvisoryError#NO_FEED_FOUND]
  public Found find(List<Path> places) {
    List<FeedInput> inputs = new ArrayList<>();
    List<Path> unrecognised = new ArrayList<>();
    Map<AdvisoryFeed, List<LooseDocuments.Located>> loose =
        new TreeMap<>(Comparator.comparing(AdvisoryFeed::name));
    for (Path place : places) {
      try {
        find(place, inputs, loose, unrecognised);
      } catch (IOException e) {
        throw new SeaworthyException(
            AdvisoryError.FEED_UNREADABLE,
            "tried to read the feed %s: %s".formatted(place, reason(e)),
            e);
      }
    }
    loose.forEach((feed, files) -> inputs.add(LooseDocuments.of(files).input(feed)));
    if (inputs.isEmpty()) {
      throw new SeaworthyException(
          AdvisoryError.NO_FEED_FOUND,
          "none of the %s files in %s is a feed that we know"
              .formatted(unrecognised.size(), places));
    }
    inputs.sort(
        Comparator.comparing(FeedInput::name).thenComparing(input -> input.files().getFirst()));
    unrecognised.sort(Comparator.naturalOrder());
    return new Found(inputs, unrecognised);
  }

  private static String reason(IOException e) {
    return e instanceof NoSuchFileException ? "there is no such file" : e.toString();
  }

  private void find(
      Path place,
      List<FeedInput> inputs,
      Map<AdvisoryFeed, List<LooseDocuments.Located>> loose,
      List<Path> unrecognised)
      throws IOException {
    for (Path file : files(place)) {
      Optional<FeedInput> archive = archive(file);
      Optional<AdvisoryFeed> single = archive.isPresent() ? Optional.empty() : single(place, file);
      if (archive.isPresent()) {
        inputs.add(archive.get());
      } else if (single.isPresent()) {
        loose
            .computeIfAbsent(single.get(), _ -> new ArrayList<>())
            .add(new LooseDocuments.Located(place, file));
      } else if (file.equals(place)) {
        throw new SeaworthyException(
            AdvisoryError.NO_FEED_FOUND, file + " is no feed that we know, or it is damaged");
      } else {
        unrecognised.add(file);
      }
    }
  }

  private static List<Path> files(Path place) throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        place,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            boolean isHidden =
                !directory.equals(place) && directory.getFileName().toString().startsWith(".");
            return isHidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() || file.equals(place)) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    files.sort(Comparator.naturalOrder());
    return files;
  }

  /// An archive is a feed when most of a sample of its documents are: one damaged document doesn't
  /// hide a feed, and a box of mixed samples is none.
  private Optional<FeedInput> archive(Path file) throws IOException {
    List<Optional<AdvisoryFeed>> looked = new ArrayList<>();
    if (file.toString().endsWith(".zip")) {
      ArchiveDocuments documents = new ArchiveDocuments(file, limits);
      documents.forEachOfSample(SNIFFED_ENTRIES, document -> looked.add(recognise(document)));
      return mostly(looked, file, documents);
    }
    if (TAR.matcher(file.toString()).matches()) {
      TarDocuments documents = new TarDocuments(file, limits);
      documents.forEachOfFirst(SNIFFED_ENTRIES, document -> looked.add(recognise(document)));
      return mostly(looked, file, documents);
    }
    return Optional.empty();
  }

  private Optional<FeedInput> mostly(
      List<Optional<AdvisoryFeed>> looked, Path file, FeedInput.Documents documents) {
    for (AdvisoryFeed feed : feeds) {
      long recognised = looked.stream().filter(Optional.of(feed)::equals).count();
      if (recognised * 2 > looked.size()) {
        return Optional.of(new FeedInput(archiveName(feed, file), feed, List.of(file), documents));
      }
    }
    return Optional.empty();
  }

  /// `osv/npm` for `…/npm/all.zip`, as in OSV's bucket; the archive's own name for others.
  private static String archiveName(AdvisoryFeed feed, Path file) {
    if (!feed.name().equals("osv")) {
      return feed.name();
    }
    Path whole = file.toAbsolutePath();
    int names = whole.getNameCount();
    String name = whole.getName(names - 1).toString();
    boolean isBucket = name.equals("all.zip") && names > 1;
    String set =
        isBucket
            ? whole.getName(names - 2).toString()
            : name.substring(0, name.indexOf('.', 1) < 0 ? name.length() : name.indexOf('.', 1));
    return feed.name() + "/" + set;
  }

  private Optional<AdvisoryFeed> single(Path root, Path file) throws IOException {
    String name = file.toString();
    if (!DOCUMENT.matcher(name).matches()) {
      return Optional.empty();
    }
    return recognise(LooseDocuments.document(new LooseDocuments.Located(root, file)));
  }

  private Optional<AdvisoryFeed> recognise(FeedDocument document) throws IOException {
    DocumentBeginning beginning;
    try (InputStream in = document.content().open(SNIFFED_BYTES)) {
      beginning = DocumentBeginning.of(in, json);
    } catch (LimitExceededException e) {
      return Optional.empty();
    } catch (ZipException e) {
      throw new SeaworthyException(
          AdvisoryError.FEED_DAMAGED,
          "%s can't be unpacked: %s".formatted(document.name(), e.getMessage()),
          e);
    }
    for (AdvisoryFeed feed : feeds) {
      if (feed.recognises(document.name(), beginning)) {
        return Optional.of(feed);
      }
    }
    return Optional.empty();
  }
}
