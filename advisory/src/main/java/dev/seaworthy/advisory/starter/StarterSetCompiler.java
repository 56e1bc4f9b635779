package dev.seaworthy.advisory.starter;

import dev.seaworthy.advisory.database.BuildReport;
import dev.seaworthy.advisory.database.BuildRequest;
import dev.seaworthy.advisory.database.DatabaseBuilder;
import dev.seaworthy.advisory.feed.FeedFinder;
import dev.seaworthy.advisory.feed.FeedInput;
import dev.seaworthy.advisory.feed.osv.OsvFeed;
import dev.seaworthy.base.Limits;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Compiles the starter set while the program is built, so that using it costs no parsing.
public final class StarterSetCompiler {

  private StarterSetCompiler() {}

  /// @param args the folder that holds `starter-set.ndjson`, and the folder of compiled classes
  public static void main(String[] args) {
    String beside = StarterSet.class.getPackageName().replace('.', '/');
    compile(Path.of(args[0], "starter-set.ndjson"), Path.of(args[1], beside, StarterSet.RESOURCE));
  }

  /// @throws IllegalStateException when a record of the set is damaged
  static BuildReport compile(Path records, Path out) {
    OsvFeed feed = new OsvFeed(Limits.defaults(), StarterSet.SOURCE, "Apache-2.0");
    FeedInput input =
        new FeedInput(StarterSet.SOURCE, feed, List.of(records), new RecordLines(records));
    BuildReport report =
        new DatabaseBuilder(List.of(feed), Limits.defaults(), null, _ -> {})
            .build(
                new FeedFinder.Found(List.of(input), List.of()),
                new BuildRequest(List.of(records), out, Map.of(), Map.of(), true));
    if (!report.damaged().isEmpty()) {
      throw new IllegalStateException("the starter set is damaged: " + report.damaged());
    }
    return report;
  }
}
