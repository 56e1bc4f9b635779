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
import java.util.List;
import java.util.regex.Pattern;

/// Turns addresses of feeds into files to fetch.
final class FeedPlan {

  /// The only words from outside that become part of a path of ours.
  private static final Pattern SAFE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._-]{0,60}");

  private static final Pattern VEX_ARCHIVE =
      Pattern.compile("csaf_vex_[0-9]{4}-[0-9]{2}-[0-9]{2}\\.tar\\.zst");

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

  List<FeedFile> files(List<FeedAddress> addresses) {
    List<FeedFile> files = new ArrayList<>();
    for (FeedAddress address : addresses) {
      switch (address) {
        case FeedAddress.OsvBucket bucket -> osv(bucket, files);
        case FeedAddress.DebianTracker(URI uri) ->
            files.add(new FeedFile("debian-tracker", uri, "debian-tracker/" + json(uri), false));
        case FeedAddress.AlpineSecdb secdb -> alpine(secdb, files);
        case FeedAddress.RedHatVex(URI root) -> redHat(root, files);
        case FeedAddress.NvdYears(URI root, int first, int last) -> {
          for (int year = first; year <= last; year++) {
            String file = "nvdcve-2.0-" + year + ".json.gz";
            files.add(new FeedFile("nvd/" + year, below(root, file), "nvd/" + file, true));
          }
        }
        case FeedAddress.Plain(String name, URI uri) ->
            files.add(new FeedFile(name, uri, "other/" + safe(name, uri) + ending(uri), false));
      }
    }
    return files;
  }

  private void osv(FeedAddress.OsvBucket bucket, List<FeedFile> files) {
    List<String> ecosystems =
        bucket.only().isEmpty()
            ? ecosystems(bucket.root())
            : bucket.only().stream().sorted().toList();
    for (String ecosystem : ecosystems) {
      boolean isWanted =
          !bucket.without().contains(ecosystem)
              // A release's records are in its ecosystem's archive too.
              && ecosystem.indexOf(':') < 0;
      if (isWanted) {
        String name = safe(ecosystem, bucket.root());
        URI address = below(bucket.root(), name.replace(" ", "%20") + "/all.zip");
        files.add(new FeedFile("osv/" + name, address, "osv/" + name + "/all.zip", false));
      }
    }
  }

  private void redHat(URI root, List<FeedFile> files) {
    List<String> lines = lines(root, "redhat-vex", "archive_latest.txt");
    String archive = lines.isEmpty() ? "" : lines.getFirst();
    if (!VEX_ARCHIVE.matcher(archive).matches()) {
      throw new SeaworthyException(
          AdvisoryError.FETCH_FAILED,
          "%s names \"%s\", which is no archive of VEX documents"
              .formatted(below(root, "archive_latest.txt"), Text.shorten(archive, 60)));
    }
    // Kept under one name, so that a newer archive replaces the older.
    files.add(
        new FeedFile("redhat-vex", below(root, archive), "redhat-vex/csaf_vex.tar.zst", false));
  }

  private List<String> ecosystems(URI root) {
    return lines(root, "osv", "ecosystems.txt");
  }

  /// A short list that says what else there is.
  private List<String> lines(URI root, String folder, String name) {
    Path list = directory.resolve(folder).resolve(name);
    URI address = below(root, name);
    if (fetcher.fetch(address, list) instanceof FetchResult.Refused(int status)) {
      throw new SeaworthyException(
          AdvisoryError.FETCH_FAILED,
          "tried to fetch %s: the server answered %s".formatted(address, status));
    }
    try {
      if (Files.size(list) > limits.of(Limit.HTTP_RESPONSE_BYTES)) {
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

  private static void alpine(FeedAddress.AlpineSecdb secdb, List<FeedFile> files) {
    for (String branch : secdb.branches()) {
      for (String repository : ALPINE_REPOSITORIES) {
        String path = safe(branch, secdb.root()) + "/" + repository + ".json";
        files.add(
            new FeedFile(
                "alpine-secdb/" + branch + "/" + repository,
                below(secdb.root(), path),
                "alpine-secdb/" + path,
                true));
      }
    }
  }

  private static URI below(URI root, String path) {
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
