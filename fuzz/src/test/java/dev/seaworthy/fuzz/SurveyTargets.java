package dev.seaworthy.fuzz;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Limits;
import dev.seaworthy.certificate.Bound;
import dev.seaworthy.certificate.Certificate;
import dev.seaworthy.certificate.DatedDigest;
import dev.seaworthy.certificate.SignedCertificate;
import dev.seaworthy.rulebook.Rating;
import dev.seaworthy.scan.SurveyStore;
import dev.seaworthy.signing.SigningKey;
import dev.seaworthy.testkit.RepositoryRoot;
import dev.seaworthy.verdict.AssetClass;
import dev.seaworthy.verdict.Verdict.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What is kept of a scan. Nothing is read that hasn't the digest which a certificate names; but
/// who certifies may be another than who decides again.
final class SurveyTargets {

  private static final Instant TIME = Instant.parse("2026-11-21T12:00:00Z");
  private static final Digest OTHER = Digest.sha256("other".getBytes(StandardCharsets.UTF_8));
  private static final String TERMS = "fuzz/seeds/stored-terms/honest";

  private SurveyTargets() {}

  static List<Target> all() {
    Kept kept = Kept.make();
    return List.of(
        ImageTargets.lawful(
            "stored-image",
            bytes ->
                kept.with(bytes, digest -> kept.store.survey(certificate(digest, kept.terms)))),
        ImageTargets.lawful(
            "stored-terms",
            bytes -> kept.with(bytes, digest -> kept.store.policy(certificate(OTHER, digest)))));
  }

  private interface Reading {
    void read(Digest digest);
  }

  /// A store of one's own, with honest terms in it.
  ///
  /// @param terms their digest
  private record Kept(Path folder, SurveyStore store, Digest terms) {

    static Kept make() {
      try {
        Path folder = Files.createTempDirectory("seaworthy-fuzz-surveys");
        folder.toFile().deleteOnExit();
        byte[] honest = Files.readAllBytes(RepositoryRoot.find().resolve(TERMS));
        Kept kept =
            new Kept(folder, new SurveyStore(folder, Limits.defaults()), Digest.sha256(honest));
        Files.write(kept.place(kept.terms), honest);
        return kept;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    void with(byte[] bytes, Reading reading) throws IOException {
      Digest digest = Digest.sha256(bytes);
      if (digest.equals(terms)) {
        reading.read(digest);
        return;
      }
      Path place = place(digest);
      Files.write(place, bytes, StandardOpenOption.CREATE);
      try {
        reading.read(digest);
      } finally {
        Files.delete(place);
      }
    }

    private Path place(Digest digest) throws IOException {
      Path parent =
          Files.createDirectories(folder.resolve("objects").resolve(digest.hex().substring(0, 2)));
      return parent.resolve(digest.hex());
    }
  }

  private static SignedCertificate certificate(Digest inventory, Digest terms) {
    Map<Rating, Integer> counts = new EnumMap<>(Rating.class);
    for (Rating rating : Rating.values()) {
      counts.put(rating, 0);
    }
    AssetClass asset = new AssetClass("", "registry.example/shop/cart:1.8");
    Certificate certificate =
        new Certificate(
            asset.name(),
            OTHER,
            asset,
            Outcome.CLEARED,
            TIME,
            TIME,
            List.of(new Bound("scan-window", TIME.plusSeconds(60), "a minute")),
            "default@1",
            OTHER,
            List.of(
                new DatedDigest("advisories", OTHER, TIME),
                new DatedDigest(SurveyStore.INVENTORY, inventory, TIME),
                new DatedDigest(SurveyStore.TERMS, terms, TIME)),
            "seaworthy 0.1.0",
            counts,
            0,
            List.of(),
            null,
            List.of(),
            null,
            "",
            "ed25519",
            false,
            null,
            List.of());
    return new SignedCertificate(certificate, Signer.KEY.verification(), OTHER);
  }

  /// Made once.
  private static final class Signer {
    private static final SigningKey KEY = SigningKey.generate();
  }
}
