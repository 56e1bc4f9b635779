package dev.seaworthy.testkit.oracle;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedSet;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// What Debian's security tracker says of source packages of one suite, read from the tracker's
/// JSON file; versions are ordered by dpkg alone. A matcher is judged by this, so it shares nothing
/// with one.
public final class TrackerTruth {
  private final Map<String, List<Entry>> bySource;

  private TrackerTruth(Map<String, List<Entry>> bySource) {
    this.bySource = Map.copyOf(bySource);
  }

  /// A source package at the version that is installed.
  ///
  /// @param name source package
  /// @param version source version, with epoch
  public record Source(String name, String version) {}

  /// One source package and one advisory.
  ///
  /// @param source the installed one
  /// @param advisory the tracker's id, such as `CVE-2023-0001` or `TEMP-0000000-ABCDEF`
  /// @param urgency the tracker's word, such as `unimportant`
  public record Statement(Source source, String advisory, String urgency) {}

  /// Everything that the tracker says of the installed packages, each statement in one set.
  ///
  /// @param open no fixed version is known
  /// @param fixedLater fixed in a version after the installed one
  /// @param fixed fixed in the installed version or before
  /// @param notAffected the suite never had the flaw (fixed in version 0)
  /// @param undetermined the tracker can't tell
  public record Judgement(
      SortedSet<Statement> open,
      SortedSet<Statement> fixedLater,
      SortedSet<Statement> fixed,
      SortedSet<Statement> notAffected,
      SortedSet<Statement> undetermined) {}

  private record Entry(
      String advisory, String status, @Nullable String fixedVersion, String urgency) {}

  /// Reads the gzip of the tracker's file.
  ///
  /// @param suite such as `bookworm`
  /// @throws IOException when the file isn't what it should be
  public static TrackerTruth read(Path gzip, String suite) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(gzip), 1 << 16);
        JsonParser json = new JsonFactory().createParser(in)) {
      Map<String, List<Entry>> bySource = new HashMap<>();
      members(json, source -> bySource.put(source, entries(json, suite)));
      return new TrackerTruth(bySource);
    }
  }

  /// What the tracker says of the installed source packages.
  public Judgement judge(Collection<Source> installed) {
    Map<VersionPair, Order> orders = ordersOf(installed);
    Judgement judgement = new Judgement(sorted(), sorted(), sorted(), sorted(), sorted());
    for (Source source : installed) {
      for (Entry entry : bySource.getOrDefault(source.name(), List.of())) {
        set(judgement, source, entry, orders)
            .add(new Statement(source, entry.advisory(), entry.urgency()));
      }
    }
    return judgement;
  }

  private static SortedSet<Statement> set(
      Judgement judgement, Source source, Entry entry, Map<VersionPair, Order> orders) {
    return switch (entry.status()) {
      case "open" -> judgement.open();
      case "undetermined" -> judgement.undetermined();
      case "resolved" -> {
        String fixed = Objects.requireNonNull(entry.fixedVersion(), entry.advisory());
        if (fixed.equals("0")) {
          yield judgement.notAffected();
        }
        Order order = Objects.requireNonNull(orders.get(new VersionPair(source.version(), fixed)));
        yield order == Order.LESS ? judgement.fixedLater() : judgement.fixed();
      }
      default ->
          throw new IllegalArgumentException(
              "the tracker gives " + entry.advisory() + " the status " + entry.status());
    };
  }

  /// Each pair that has to be compared, asked once, all by one process.
  private Map<VersionPair, Order> ordersOf(Collection<Source> installed) {
    SequencedSet<VersionPair> distinct = new LinkedHashSet<>();
    for (Source source : installed) {
      for (Entry entry : bySource.getOrDefault(source.name(), List.of())) {
        if (entry.fixedVersion() != null) {
          distinct.add(new VersionPair(source.version(), entry.fixedVersion()));
        }
      }
    }
    List<VersionPair> pairs = List.copyOf(distinct);
    List<Order> answers = DpkgOracle.binary().compare(pairs);
    Map<VersionPair, Order> orders = new HashMap<>();
    for (int i = 0; i < pairs.size(); i++) {
      if (answers.get(i) == Order.INVALID) {
        throw new IllegalStateException("dpkg can't compare " + pairs.get(i));
      }
      orders.put(pairs.get(i), answers.get(i));
    }
    return orders;
  }

  private static List<Entry> entries(JsonParser json, String suite) throws IOException {
    List<Entry> entries = new ArrayList<>();
    json.nextToken();
    members(
        json,
        advisory -> {
          json.nextToken();
          members(
              json,
              member -> {
                json.nextToken();
                if (member.equals("releases")) {
                  members(json, release -> addIf(release.equals(suite), entries, json, advisory));
                } else {
                  json.skipChildren();
                }
              });
        });
    return List.copyOf(entries);
  }

  private static void addIf(boolean wanted, List<Entry> entries, JsonParser json, String advisory)
      throws IOException {
    json.nextToken();
    if (!wanted) {
      json.skipChildren();
      return;
    }
    Map<String, String> texts = new HashMap<>();
    members(
        json,
        member -> {
          json.nextToken();
          if (json.currentToken() == JsonToken.VALUE_STRING) {
            texts.put(member, json.getText());
          } else {
            json.skipChildren();
          }
        });
    entries.add(
        new Entry(
            advisory,
            Objects.requireNonNull(texts.get("status"), advisory),
            texts.get("fixed_version"),
            texts.getOrDefault("urgency", "")));
  }

  @FunctionalInterface
  private interface Member {
    void read(String name) throws IOException;
  }

  /// Reads an object whose opening brace is the current or, at the start, the next token.
  private static void members(JsonParser json, Member member) throws IOException {
    if (json.currentToken() == null) {
      json.nextToken();
    }
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw new IOException("wanted an object at " + json.currentLocation());
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      member.read(json.currentName());
    }
  }

  private static SortedSet<Statement> sorted() {
    return new TreeSet<>(
        Comparator.comparing((Statement statement) -> statement.source().name())
            .thenComparing(statement -> statement.source().version())
            .thenComparing(Statement::advisory));
  }
}
