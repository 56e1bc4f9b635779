package dev.seaworthy.advisory.feed.epss;

import dev.seaworthy.advisory.AdvisoryError;
import dev.seaworthy.advisory.AdvisoryId;
import dev.seaworthy.advisory.Enrichment;
import dev.seaworthy.advisory.Flaw;
import dev.seaworthy.advisory.feed.AdvisoryFeed;
import dev.seaworthy.advisory.feed.DocumentBeginning;
import dev.seaworthy.advisory.feed.FeedDocument;
import dev.seaworthy.advisory.feed.FeedRecord;
import dev.seaworthy.advisory.feed.Fields;
import dev.seaworthy.advisory.feed.RecordSink;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.LimitExceededException;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// FIRST's daily file: since 2022 a line `#model_version:…,score_date:…`, then
/// `cve,epss,percentile` (the first months had no percentile and no first line), then a line for
/// each flaw.
public final class EpssFeed implements AdvisoryFeed {

  /// FIRST's own words ("EPSS usage").
  private static final String LICENCE = "free use with attribution to FIRST EPSS";

  private static final Pattern MODEL =
      Pattern.compile("#model_version:([^,]{1,60}),score_date:([^,]{1,60})");

  private static final Pattern COLUMNS = Pattern.compile("cve,epss(,percentile)?");
  private static final Pattern ROW =
      Pattern.compile("(CVE-[0-9]{4}-[0-9]{4,12}),([0-9.eE-]{1,20})(?:,([0-9.eE-]{1,20}))?");

  private final Limits limits;

  public EpssFeed(Limits limits) {
    this.limits = limits;
  }

  @Override
  public String name() {
    return "first-epss";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public String licence() {
    return LICENCE;
  }

  @Override
  public boolean recognises(String name, DocumentBeginning beginning) {
    List<String> lines = beginning.text().lines().limit(2).toList();
    return lines.stream().anyMatch(line -> COLUMNS.matcher(line).matches());
  }

  @Override
  public void read(FeedDocument document, RecordSink sink) throws IOException {
    try (InputStream in = document.content().open(limits.of(Limit.FEED_BYTES));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      String first = lines.readLine();
      Matcher model = MODEL.matcher(first == null ? "" : first);
      boolean isDated = model.matches();
      String columns = isDated ? lines.readLine() : first;
      if (columns == null || !COLUMNS.matcher(columns).matches()) {
        throw new SeaworthyException(
            AdvisoryError.FEED_DAMAGED,
            "%s: expected the line cve,epss,percentile".formatted(document.name()));
      }
      Instant date = isDated ? Fields.date(model.group(2).replace("+0000", "Z")) : Instant.EPOCH;
      rows(lines, isDated ? model.group(1) : "", date, sink);
    } catch (LimitExceededException e) {
      throw new SeaworthyException(AdvisoryError.FEED_TOO_LARGE, String.valueOf(e.getMessage()), e);
    }
  }

  private void rows(BufferedReader lines, String model, Instant date, RecordSink sink)
      throws IOException {
    String asOf = Fields.dateText(date);
    int number = 2;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      Matcher row = ROW.matcher(line);
      if (!row.matches() || !isProbability(row.group(2)) || !isProbability(row.group(3))) {
        sink.damaged("line " + number, "it is no row: \"" + Text.shorten(line, 60) + "\"");
        continue;
      }
      String percentile = row.group(3);
      sink.record(
          FeedRecord.of(
              new Flaw(new AdvisoryId(row.group(1)), "", "", List.of(), List.of()),
              new Enrichment.ExploitForecast(
                  name(), LICENCE, asOf, row.group(2), percentile == null ? "" : percentile, model),
              date));
    }
  }

  private static boolean isProbability(@Nullable String text) {
    if (text == null) {
      return true;
    }
    try {
      double value = Double.parseDouble(text);
      return value >= 0 && value <= 1;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
