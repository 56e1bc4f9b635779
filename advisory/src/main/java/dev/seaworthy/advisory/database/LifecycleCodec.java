package dev.seaworthy.advisory.database;

import dev.seaworthy.advisory.Lifecycle;
import dev.seaworthy.advisory.Lifecycle.Release;
import dev.seaworthy.advisory.Lifecycle.When;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Lifecycles as bytes; what several documents of a source say of a product becomes one.
final class LifecycleCodec {

  private LifecycleCodec() {}

  static byte[] toBytes(Lifecycle lifecycle, int source) {
    ByteWriter out = new ByteWriter(256);
    out.number(source);
    StatementCodec.writeDate(lifecycle.asOf(), out);
    out.number(lifecycle.identifiers().size());
    lifecycle.identifiers().forEach(out::text);
    out.number(lifecycle.releases().size());
    for (Release release : lifecycle.releases()) {
      out.text(release.name());
      out.text(release.codename());
      out.text(release.released());
      out.text(release.activeSupportEnd().word());
      out.text(release.endOfLife().word());
      out.text(release.extendedSupportEnd().word());
      out.text(release.latest());
    }
    return out.toBytes();
  }

  static Lifecycle read(String product, ByteReader in, Header header) {
    Header.Source who = header.source(in.smallNumber());
    String asOf = StatementCodec.readDate(in);
    List<String> identifiers = StatementCodec.readTexts(in);
    List<Release> releases = new ArrayList<>();
    for (int left = in.count(); left > 0; left--) {
      releases.add(
          new Release(
              in.text(),
              in.text(),
              in.text(),
              new When(in.text()),
              new When(in.text()),
              new When(in.text()),
              in.text()));
    }
    return new Lifecycle(product, who.name(), who.licence(), asOf, identifiers, releases);
  }

  /// Joins what documents say of one product: every identifier, and the releases of the latest that
  /// names any.
  static Lifecycle join(List<Lifecycle> all) {
    Set<String> identifiers = new LinkedHashSet<>();
    Lifecycle latest = all.getFirst();
    for (Lifecycle each : all) {
      identifiers.addAll(each.identifiers());
      boolean isBetter = latest.releases().isEmpty() || each.asOf().compareTo(latest.asOf()) > 0;
      if (!each.releases().isEmpty() && isBetter) {
        latest = each;
      }
    }
    return new Lifecycle(
        latest.product(),
        latest.source(),
        latest.licence(),
        latest.asOf(),
        identifiers.stream().sorted().toList(),
        latest.releases());
  }
}
