package dev.seaworthy.cli.command;

import dev.seaworthy.advisory.database.BuiltInFeeds;
import dev.seaworthy.advisory.database.DatabaseBuilder;
import dev.seaworthy.advisory.update.DatabaseUpdate;
import dev.seaworthy.advisory.update.FeedAddress;
import dev.seaworthy.advisory.update.UpdateReport;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.cli.process.CliError;
import dev.seaworthy.cli.process.Places;
import dev.seaworthy.cli.process.Surroundings;
import dev.seaworthy.cli.progress.Progress;
import dev.seaworthy.cli.report.DatabaseText;
import dev.seaworthy.signing.SigningKey;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `seaworthy db update`: fetches what has changed, builds a database of it and installs it.
@Command(
    name = "update",
    header = "Fetch the feeds that have changed, and install a database of them.",
    description = {
      "",
      "Feeds are kept in the cache and only sent again when they have changed. What",
      "was installed stays in use until the new database is whole."
    },
    synopsisHeading = "%nUsage:%n  ",
    customSynopsis = "seaworthy db update [OPTIONS]",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  seaworthy db update",
      "  seaworthy db update --osv https://mirror.example/osv/ --debian none \\",
      "      --alpine https://mirror.example/secdb/",
    })
final class DbUpdateCommand implements Callable<Integer> {

  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final String NONE = "none";

  private final Surroundings surroundings;
  private final PrintWriter out;
  private final PrintWriter err;

  @Mixin private ShowOptions show = new ShowOptions();

  @Option(
      names = "--osv",
      paramLabel = "ADDRESS",
      description = "A folder with ECOSYSTEM/all.zip in it, or none (default: OSV's own).")
  private @Nullable String osv;

  @Option(
      names = "--debian",
      paramLabel = "ADDRESS",
      description = "The Debian tracker's JSON, or none (default: the tracker's own).")
  private @Nullable String debian;

  @Option(
      names = "--alpine",
      paramLabel = "ADDRESS",
      description = "A folder with BRANCH/main.json in it, or none (default: Alpine's own).")
  private @Nullable String alpine;

  @Option(
      names = "--ecosystem",
      paramLabel = "NAME",
      description = "Only these of OSV's ecosystems, such as npm. Repeatable.")
  private List<String> ecosystems = new ArrayList<>();

  @Option(
      names = "--branch",
      paramLabel = "NAME",
      description = "Only these of Alpine's branches, such as v3.20. Repeatable.")
  private List<String> branches = new ArrayList<>();

  @Option(
      names = "--feed",
      paramLabel = "NAME=ADDRESS",
      description = "One more file that is a feed, such as a mirror of KEV. Repeatable.")
  private Map<String, String> feeds = new TreeMap<>();

  DbUpdateCommand(Surroundings surroundings, PrintWriter out, PrintWriter err) {
    this.surroundings = surroundings;
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() {
    Places places = new Places(surroundings);
    Databases databases = new Databases(surroundings);
    SigningKey signer = databases.keys().own();
    Limits limits = Limits.defaults();
    List<FeedAddress> addresses =
        FeedAddresses.of(
            address(osv), address(debian), address(alpine), ecosystems, branches, others());
    UpdateReport report;
    try (Progress progress = show.progress(surroundings, err);
        HttpClient client = client()) {
      report =
          new DatabaseUpdate(
                  places.cache().resolve("feeds"),
                  databases.installed(),
                  new DatabaseBuilder(BuiltInFeeds.all(limits), limits, signer, progress::step),
                  () -> client,
                  limits,
                  progress::step)
              .update(addresses);
    }
    out.print(
        report
            .build()
            .map(build -> "installed " + DatabaseText.of(build.info()))
            .orElse("nothing has changed\n"));
    return SeaworthyCommand.done();
  }

  private List<FeedAddress> others() {
    List<FeedAddress> others = new ArrayList<>();
    for (Map.Entry<String, String> feed : feeds.entrySet()) {
      String address = address(feed.getValue());
      if (address != null && !address.isEmpty()) {
        others.add(new FeedAddress.Plain(feed.getKey(), URI.create(address)));
      }
    }
    return others;
  }

  private static HttpClient client() {
    return HttpClient.newBuilder()
        .connectTimeout(TIMEOUT)
        .followRedirects(HttpClient.Redirect.NORMAL)
        .build();
  }

  /// The address; empty for none, null for the usual one.
  private static @Nullable String address(@Nullable String given) {
    if (given == null || given.equals(NONE)) {
      return given == null ? null : "";
    }
    try {
      URI address = new URI(given);
      if (address.getHost() != null && String.valueOf(address.getScheme()).matches("https?")) {
        return given;
      }
    } catch (java.net.URISyntaxException _) {
      // Told below.
    }
    throw new SeaworthyException(
        CliError.USAGE,
        "%s is not an http or https address".formatted(Text.shorten(given, 200)),
        "Give it as https://mirror.example/osv/, or none.",
        null);
  }
}
