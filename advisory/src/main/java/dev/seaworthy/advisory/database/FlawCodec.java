package dev.seaworthy.advisory.database;

import dev.seaworthy.advisory.AdvisoryId;
import dev.seaworthy.advisory.Flaw;
import dev.seaworthy.advisory.Severity;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The texts of a flaw as bytes; several records' texts become one.
final class FlawCodec {

  private static final int REFERENCES_MAX = 12;

  private FlawCodec() {}

  static void write(Flaw flaw, ByteWriter out) {
    out.text(flaw.summary());
    StatementCodec.writeDate(flaw.published(), out);
    StatementCodec.writeSeverities(flaw.severities(), out);
    out.number(flaw.references().size());
    flaw.references().forEach(out::text);
  }

  static Flaw read(AdvisoryId id, ByteReader in) {
    return new Flaw(
        id,
        in.text(),
        StatementCodec.readDate(in),
        StatementCodec.readSeverities(in),
        StatementCodec.readTexts(in));
  }

  /// Whether there is nothing to tell beside the id.
  static boolean isEmpty(Flaw flaw) {
    return flaw.summary().isEmpty()
        && flaw.published().isEmpty()
        && flaw.severities().isEmpty()
        && flaw.references().isEmpty();
  }

  /// One record's share, with the weight of its source in front.
  static byte[] share(Flaw flaw, int textWeight) {
    ByteWriter out = new ByteWriter(512);
    out.octet(textWeight);
    write(flaw, out);
    return out.toBytes();
  }

  /// Joins the shares of one flaw: the summary of the weightiest, the earliest publication, every
  /// severity, and the first references.
  ///
  /// @param shares in a fixed order
  static Flaw join(AdvisoryId id, List<byte[]> shares) {
    String summary = "";
    int summaryWeight = -1;
    String published = "";
    Set<Severity> severities = new TreeSet<>();
    Set<String> references = new LinkedHashSet<>();
    for (byte[] share : shares) {
      ByteReader in = new ByteReader(share);
      int weight = in.octet();
      Flaw flaw = read(id, in);
      if (weight > summaryWeight && !flaw.summary().isEmpty()) {
        summary = flaw.summary();
        summaryWeight = weight;
      }
      boolean isEarlier = published.isEmpty() || flaw.published().compareTo(published) < 0;
      if (!flaw.published().isEmpty() && isEarlier) {
        published = flaw.published();
      }
      severities.addAll(flaw.severities());
      references.addAll(flaw.references());
    }
    return new Flaw(
        id,
        summary,
        published,
        List.copyOf(severities),
        references.stream().limit(REFERENCES_MAX).toList());
  }
}
