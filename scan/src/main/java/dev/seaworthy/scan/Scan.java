package dev.seaworthy.scan;

import dev.seaworthy.advisory.AdvisoryDatabase;
import dev.seaworthy.advisory.lifecycle.Support;
import dev.seaworthy.advisory.lifecycle.SupportTable;
import dev.seaworthy.advisory.match.MatchResult;
import dev.seaworthy.advisory.match.Matcher;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.image.Analyser;
import dev.seaworthy.image.Attachments;
import dev.seaworthy.image.ContentTap;
import dev.seaworthy.image.FactTeller;
import dev.seaworthy.image.Image;
import dev.seaworthy.image.ImageFacts;
import dev.seaworthy.image.ImageSource;
import dev.seaworthy.image.Layer;
import dev.seaworthy.image.LayerFacts;
import dev.seaworthy.image.OpenOptions;
import dev.seaworthy.image.Platform;
import dev.seaworthy.image.lineage.BaseImages;
import dev.seaworthy.image.lineage.GivenImage;
import dev.seaworthy.image.lineage.Lineage;
import dev.seaworthy.image.source.ImageSources;
import dev.seaworthy.image.walk.ImageWalk;
import dev.seaworthy.inspection.Inspection;
import dev.seaworthy.inspection.SeenContent;
import dev.seaworthy.inventory.Inventory;
import dev.seaworthy.inventory.assembly.Inventories;
import dev.seaworthy.inventory.catalog.BuiltInCatalogers;
import dev.seaworthy.inventory.sbomin.ClaimedAdditions;
import dev.seaworthy.scan.ImageSummary.SbomSummary;
import dev.seaworthy.scan.ScanListener.Phase;
import dev.seaworthy.scan.inspect.Inspector;
import dev.seaworthy.verdict.AssetClass;
import dev.seaworthy.verdict.Survey;
import dev.seaworthy.verdict.Verdict;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The pipeline: opens an image, reads every layer once, joins the facts to an inventory, holds it
/// against an advisory database and decides. Each stage takes the value of the one before.
public final class Scan {

  private Scan() {}

  /// What catalogues the files of an image.
  public static List<Analyser> analysers() {
    return List.copyOf(BuiltInCatalogers.all());
  }

  /// What takes part in the walk with these inspectors; a layer cache must be made for the same.
  public static List<FactTeller> tellers(List<Inspector> inspectors) {
    return Stream.<FactTeller>concat(analysers(inspectors).stream(), taps(inspectors).stream())
        .toList();
  }

  private static List<Analyser> analysers(List<Inspector> inspectors) {
    return Stream.concat(
            analysers().stream(), inspectors.stream().flatMap(each -> each.analysers().stream()))
        .toList();
  }

  private static List<ContentTap> taps(List<Inspector> inspectors) {
    return inspectors.stream().flatMap(each -> each.taps().stream()).toList();
  }

  private static Inspection inspection(
      ScanRequest request, Image image, ImageFacts facts, Inventory inventory, Lineage lineage) {
    Inspection all = Inspection.NONE;
    for (Inspector inspector : request.inspectors()) {
      all =
          all.and(
              inspector.inspect(
                  new Inspector.Walked(
                      image.source() instanceof ImageSource.Remote remote
                          ? remote.reference()
                          : null,
                      new Inspector.Reading(image, request.open().limits(), request.resources()),
                      image.config(),
                      facts,
                      inventory,
                      lineage,
                      all)));
    }
    return SeenContent.told(all, facts);
  }

  /// From a source to a verdict.
  ///
  /// @throws SeaworthyException when the image can't be opened or isn't what its digests say; what
  ///   is wrong inside it is a gap
  public static ScanResult run(
      ScanRequest request,
      AdvisoryDatabase advisories,
      Judgement judgement,
      ScanListener listener) {
    return judge(read(request, listener), advisories, judgement, listener);
  }

  /// From a source to an inventory.
  ///
  /// @throws SeaworthyException when the image can't be opened or isn't what its digests say
  public static ReadImage read(ScanRequest request, ScanListener listener) {
    String target = request.source().text();
    if (request.source() instanceof ImageSource.Sbom sbom) {
      listener.began(Phase.READING, target);
      return SbomReading.read(sbom, request.open())
          .signed(request.signatures().look(sbom, Attachments.NONE));
    }
    listener.began(Phase.OPENING, target);
    try (Image image = ImageSources.open(request.source(), request.open())) {
      return read(image, request, listener);
    }
  }

  /// From an image that is open to an inventory.
  ///
  /// @param request how it is read; its source is the image's
  /// @throws SeaworthyException when the image isn't what its digests say
  public static ReadImage read(Image image, ScanRequest request, ScanListener listener) {
    String target = request.source().text();
    Limits limits = request.open().limits();
    List<GivenImage> bases = bases(request, image);
    listener.opened(image.layers().stream().map(Scan::storedBytes).toList());
    listener.began(Phase.READING, target);
    ImageFacts facts = walk(image, request, listener);
    listener.began(Phase.ASSEMBLING, target);
    ClaimedAdditions additions =
        new ClaimedAdditions(Inventories.assemble(facts, limits, request.jars()));
    additions.addEmbedded(facts, limits);
    Inventory seen = additions.inventory(List.of());
    Inventory inventory =
        request.withAttachedSboms() ? AttachedSboms.add(image, seen, limits) : seen;
    Lineage lineage =
        new BaseImages(limits)
            .recognise(image, facts.layers().stream().map(LayerFacts::diffId).toList(), bases);
    return new ReadImage(
        request.source(),
        Summaries.of(image, facts, lineage),
        image.config().execution().labels(),
        inventory,
        inspection(request, image, facts, inventory, lineage),
        image.gaps(),
        request.signatures().look(image.source(), image.attachments()));
  }

  /// The layers of an image alone, read once: the part of a scan that touches what is in them. With
  /// a cache that carries facts elsewhere it can be done in another process than the rest.
  ///
  /// @throws SeaworthyException when the image isn't what its digests say
  public static ImageFacts walk(Image image, ScanRequest request, ScanListener listener) {
    return new ImageWalk(
            analysers(request.inspectors()),
            taps(request.inspectors()),
            request.open().limits(),
            request.cache(),
            request.resources())
        .walk(image, listener);
  }

  /// From an inventory to a verdict.
  public static ScanResult judge(
      ReadImage image, AdvisoryDatabase advisories, Judgement judgement, ScanListener listener) {
    return judge(
        asset(judgement, image),
        contents(image),
        advisories,
        judgement.in(image.circumstances(judgement.circumstances())),
        listener);
  }

  private static StoredImage contents(ReadImage image) {
    return new StoredImage(
        image.summary(), image.labels(), image.inventory(), image.inspection(), image.gaps());
  }

  /// From what was kept of an image to a verdict.
  static ScanResult judge(
      AssetClass asset,
      StoredImage image,
      AdvisoryDatabase advisories,
      Judgement judgement,
      ScanListener listener) {
    String target = image.summary().source();
    listener.began(Phase.MATCHING, target);
    Matcher matcher = new Matcher(advisories, judgement.policy().subscriptions());
    MatchResult matched =
        judgement.withDenials()
            ? matcher.matchAll(image.inventory())
            : matcher.match(image.inventory());
    listener.began(Phase.DECIDING, target);
    Support support =
        SupportTable.of(advisories, image.inventory().distributionOrNull())
            .at(
                image.inventory().distributionOrNull(),
                LocalDate.ofInstant(judgement.surveyedAt(), ZoneOffset.UTC),
                judgement
                    .policy()
                    .subscriptions()
                    .extendSupport(advisories, image.inventory().distributionOrNull()));
    Verdict verdict =
        Verdict.decide(
            new Survey(
                asset,
                judgement.surveyedAt(),
                image.inventory(),
                matched.matches(),
                matched.uncovered(),
                image.inspection(),
                image.gaps(),
                advisories.info(),
                support,
                judgement.detections(),
                judgement.deviations(),
                advisories::flaw,
                advisories::enrichments,
                judgement
                    .circumstances()
                    .ofImage(
                        image.summary().manifestDigest(),
                        image.labels(),
                        image.summary().lineage().base())),
            judgement.policy());
    return new ScanResult(
        image.summary(),
        image.inventory(),
        image.inspection(),
        support,
        advisories.info(),
        verdict,
        judgement.circumstances().signatures());
  }

  /// The images that this one may be built on: of its platform, with their configs alone.
  private static List<GivenImage> bases(ScanRequest request, Image image) {
    List<GivenImage> bases = new ArrayList<>();
    Platform platform = image.config().platform();
    OpenOptions options =
        platform.os().isEmpty() ? request.open() : request.open().withPlatform(platform);
    for (ImageSource source : request.bases()) {
      try (Image base = ImageSources.open(source, options)) {
        bases.add(GivenImage.of(base));
      }
    }
    return bases;
  }

  /// By the image's name, or by what one of our own documents says of it, so that a finding has the
  /// same id in both.
  private static AssetClass asset(Judgement judgement, ReadImage image) {
    String told = image.summary().sbom().map(SbomSummary::asset).orElse("");
    return told.isEmpty()
        ? AssetClass.of(judgement.boundary(), image.source(), image.summary().name())
        : new AssetClass(judgement.boundary(), told);
  }

  private static long storedBytes(Layer layer) {
    return switch (layer) {
      case Layer.Blob blob -> blob.descriptor().size();
      case Layer.Tree _ -> -1L;
    };
  }
}
