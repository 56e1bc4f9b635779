package dev.seaworthy.advisory.update;

import dev.seaworthy.advisory.AdvisoryError;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Turns addresses of feeds into files to fetch.
final class FeedPlan {

  /// The only words from outside that become part of a path of ours.
  private static final Pattern SAFE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._-]{0,60}");

  /// By which a file is known to be an archive or packed; all others are taken for JSON.
  private static final List<String> ENDINGS =
      List.of(
          ".zip",
          ".tar.zst",
          ".tar.gz",
          ".tar.bz2",
          ".json.gz",
          ".csv.gz",
          ".xml.gz",
          ".xml.bz2",
          ".csv",
          ".xml");

  private static final List<String> ALPINE_REPOSITORIES = List.of("main", "community");

  private final FeedFetcher fetcher;
  private final Path directory;
  private final Limits limits;

  FeedPlan(FeedFetcher fetcher, Path directory, Limits limits) {
    this.fetcher = fetcher;
    this.directory = directory;
    this.limits = limits;
  }

  /// What is to be fetched, and what is then to be read of it.
  static final class Planned {
    private final List<FeedFile> files = new ArrayList<>();
    private final Map<Path, Set<String>> superseded = new LinkedHashMap<>();

    void add(FeedFile file) {
      files.add(file);
    }

    /// @param names documents of an archive that it must not speak of any more
    void supersede(Path archive, Set<String> names) {
      superseded.put(archive, names);
    }

    List<FeedFile> files() {
      return List.copyOf(files);
    }

    Map<Path, Set<String>> superseded() {
      return Map.copyOf(superseded);
    }
  }

  Planned files(List<FeedAddress> addresses) {
    Planned files = new Planned();
    for (FeedAddress address : addresses) {
      switch (address) {
        case FeedAddress.OsvBucket bucket -> osv(bucket, files);
        case FeedAddress.DebianTracker(URI uri) ->
            files.add(FeedFile.of("debian-tracker", uri, "debian-tracker/" + json(uri)));
        case FeedAddress.AlpineSecdb secdb -> alpine(secdb, files);
        case FeedAddress.RedHatVex(URI root) -> new RedHatPlan(this, directory).add(root, files);
        case FeedAddress.NvdYears(URI root, int first, int last) -> {
          for (int year = first; year <= last; year++) {
            String file = "nvdcve-2.0-" + year + ".json.gz";
            files.add(FeedFile.optional("nvd/" + year, below(root, file), "nvd/" + file));
          }
        }
        case FeedAddress.Plain(String name, URI uri) ->
            files.add(FeedFile.of(name, uri, "other/" + safe(name, uri) + ending(uri)));
      }
    }
    return files;
  }

  private void osv(FeedAddress.OsvBucket bucket, Planned files) {
    List<String> ecosystems =
        bucket.only().isEmpty()
            ? lines(bucket.root(), "osv", "ecosystems.txt")
            : bucket.only().stream().sorted().toList();
    for (String ecosystem : ecosystems) {
      boolean isWanted =
          !bucket.without().contains(ecosystem)
              // A release's records are in its ecosystem's archive too.
              && ecosystem.indexOf(':') < 0;
      if (isWanted) {
        String name = safe(ecosystem, bucket.root());
        URI address = below(bucket.root(), name.replace(" ", "%20") + "/all.zip");
        files.add(FeedFile.of("osv/" + name, address, "osv/" + name + "/all.zip"));
      }
    }
  }

  /// A list that says what else there is.
  List<String> lines(URI root, String folder, String name) {
    Path list = directory.resolve(folder).resolve(name);
    URI address = below(root, name);
    if (fetcher.fetch(address, list) instanceof FetchResult.Refused(int status)) {
      throw new SeaworthyException(
          AdvisoryError.FETCH_FAILED,
          "tried to fetch %s: the server answered %s".formatted(address, status));
    }
    try {
      if (Files.size(list) > limits.of(Limit.FEED_RECORD_BYTES)) {
        throw new SeaworthyException(
            AdvisoryError.FEED_TOO_LARGE, address + " is too long for a list of names");
      }
      return Files.readString(list, StandardCharsets.UTF_8)
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .toList();
    } catch (IOException e) {
      throw new SeaworthyException(
          AdvisoryError.FEED_UNREADABLE, "tried to read %s: %s".formatted(list, e), e);
    }
  }

  private static void alpine(FeedAddress.AlpineSecdb secdb, Planned files) {
    for (String branch : secdb.branches()) {
      for (String repository : ALPINE_REPOSITORIES) {
        String path = safe(branch, secdb.root()) + "/" + repository + ".json";
        files.add(
            FeedFile.optional(
                "alpine-secdb/" + branch + "/" + repository,
                below(secdb.root(), path),
                "alpine-secdb/" + path));
      }
    }
  }

  static URI below(URI root, String path) {
    String text = root.toString();
    return URI.create(text.endsWith("/") ? text + path : text + "/" + path);
  }

  private static String safe(String name, URI address) {
    if (!SAFE_NAME.matcher(name).matches() || name.contains("..")) {
      throw new SeaworthyException(
          AdvisoryError.FETCH_FAILED,
          "%s: \"%s\" can't be the name of a feed".formatted(address, Text.shorten(name, 60)));
    }
    return name;
  }

  private static String json(URI address) {
    return "tracker" + (address.getPath().endsWith(".gz") ? ".json.gz" : ".json");
  }

  private static String ending(URI address) {
    for (String ending : ENDINGS) {
      if (address.getPath().endsWith(ending)) {
        return ending;
      }
    }
    return ".json";
  }
}
