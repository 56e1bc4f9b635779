package dev.seaworthy.advisory.database;

import dev.seaworthy.advisory.Enrichment;
import dev.seaworthy.advisory.Enrichment.Decision;
import dev.seaworthy.advisory.Enrichment.ExploitForecast;
import dev.seaworthy.advisory.Enrichment.KnownExploited;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Further facts on a flaw as bytes.
final class EnrichmentCodec {

  private static final int EXPLOITED = 1;
  private static final int FORECAST = 2;
  private static final int DECISION = 3;

  private EnrichmentCodec() {}

  /// One fact, with the number of its source.
  static byte[] toBytes(Enrichment fact, int source) {
    ByteWriter out = new ByteWriter(64);
    out.octet(
        switch (fact) {
          case KnownExploited _ -> EXPLOITED;
          case ExploitForecast _ -> FORECAST;
          case Decision _ -> DECISION;
        });
    out.number(source);
    StatementCodec.writeDate(fact.asOf(), out);
    switch (fact) {
      case KnownExploited known -> {
        out.text(known.added());
        out.text(known.due());
        out.text(known.ransomware());
        out.text(known.name());
      }
      case ExploitForecast forecast -> {
        out.text(forecast.probability());
        out.text(forecast.percentile());
        out.text(forecast.model());
      }
      case Decision decision -> {
        out.text(decision.by());
        out.text(decision.version());
        out.number(decision.points().size());
        decision
            .points()
            .forEach((point, choice) -> {
              out.text(point);
              out.text(choice);
            });
      }
    }
    return out.toBytes();
  }

  /// What was written, one after the other with its length.
  static List<Enrichment> readAll(ByteReader in, Header header) {
    List<Enrichment> facts = new ArrayList<>();
    while (in.hasMore()) {
      facts.add(read(in.sized(), header));
    }
    return facts;
  }

  private static Enrichment read(ByteReader in, Header header) {
    int kind = in.octet();
    Header.Source who = header.source(in.smallNumber());
    String asOf = StatementCodec.readDate(in);
    return switch (kind) {
      case EXPLOITED ->
          new KnownExploited(
              who.name(), who.licence(), asOf, in.text(), in.text(), in.text(), in.text());
      case FORECAST ->
          new ExploitForecast(who.name(), who.licence(), asOf, in.text(), in.text(), in.text());
      case DECISION -> decision(in, who, asOf);
      default -> throw ByteReader.malformed();
    };
  }

  private static Decision decision(ByteReader in, Header.Source who, String asOf) {
    String by = in.text();
    String version = in.text();
    Map<String, String> points = new TreeMap<>();
    for (int left = in.count(); left > 0; left--) {
      points.put(in.text(), in.text());
    }
    return new Decision(who.name(), who.licence(), asOf, by, version, points);
  }

  /// Of several facts of one kind from one source the latest: a source corrects itself.
  ///
  /// @param all in a fixed order
  static byte[] latest(List<byte[]> all) {
    Map<String, byte[]> kept = new TreeMap<>();
    Map<String, String> dates = new TreeMap<>();
    for (byte[] each : all) {
      ByteReader in = new ByteReader(each);
      int kind = in.octet();
      long source = in.number();
      String asOf = StatementCodec.readDate(in);
      String who = kind + " " + source + (kind == DECISION ? " " + in.text() : "");
      String known = dates.get(who);
      if (known == null || known.compareTo(asOf) <= 0) {
        dates.put(who, asOf);
        kept.put(who, each);
      }
    }
    ByteWriter out = new ByteWriter(128);
    kept.values().forEach(out::sized);
    return out.toBytes();
  }
}
