package dev.seaworthy.cli.command;

import dev.seaworthy.advisory.AdvisoryDatabase;
import dev.seaworthy.advisory.AdvisoryId;
import dev.seaworthy.advisory.Enrichment;
import dev.seaworthy.advisory.lifecycle.Support;
import dev.seaworthy.advisory.lifecycle.SupportTable;
import dev.seaworthy.advisory.match.Explainer;
import dev.seaworthy.advisory.match.Explanation;
import dev.seaworthy.advisory.match.Subscriptions;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.cli.process.CliError;
import dev.seaworthy.cli.process.Surroundings;
import dev.seaworthy.cli.progress.Progress;
import dev.seaworthy.cli.report.DeadlineEntries;
import dev.seaworthy.cli.report.ExplanationText;
import dev.seaworthy.cli.report.SignatureEntries;
import dev.seaworthy.image.Attachments;
import dev.seaworthy.image.Image;
import dev.seaworthy.image.ImageSource;
import dev.seaworthy.image.source.ImageSources;
import dev.seaworthy.scan.ImageSummary;
import dev.seaworthy.scan.Judgement;
import dev.seaworthy.scan.ReadImage;
import dev.seaworthy.scan.Scan;
import dev.seaworthy.scan.ScanRequest;
import dev.seaworthy.scan.signature.SignatureLook;
import dev.seaworthy.signing.CryptographyProfile;
import dev.seaworthy.verdict.Condition;
import dev.seaworthy.verdict.Policy;
import dev.seaworthy.verdict.Verdict;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `seaworthy explain`: why a flaw is reported or not.
@Command(
    name = "explain",
    header = "Say why a flaw is reported for an image, or why it is not.",
    description = {
      "",
      "Names the statement that decided, with its source and date, the comparison,",
      "the statements that were considered and not used, and by when the policy wants",
      "it gone, with what that rests on."
    },
    synopsisHeading = "%nUsage:%n  ",
    customSynopsis = "seaworthy explain [OPTIONS] TARGET ID",
    parameterListHeading = "%nArguments:%n",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  seaworthy explain registry.example/shop/cart:1.8 CVE-2023-4911",
      "  seaworthy explain dir:/ DSA-5514-1",
    })
final class ExplainCommand implements Callable<Integer> {

  private static final int ID_CHARS_MAX = 128;
  private static final String SIGNATURES = "signatures";

  private final Surroundings surroundings;
  private final PrintWriter out;
  private final PrintWriter err;

  @Mixin private TargetOptions target = new TargetOptions();
  @Mixin private DatabaseOption database = new DatabaseOption();
  @Mixin private ChannelOptions channels = new ChannelOptions();
  @Mixin private PolicyOption policies = new PolicyOption();
  @Mixin private CircumstanceOptions circumstances = new CircumstanceOptions();
  @Mixin private ImageKeyOption imageKeys = new ImageKeyOption();
  @Mixin private ShowOptions show = new ShowOptions();

  @Parameters(
      index = "1",
      paramLabel = "ID",
      description = {
        "The flaw: its CVE, or any other id that an advisory carries; or signatures: whose",
        "were looked for, where, and what was found."
      })
  private String id = "";

  ExplainCommand(Surroundings surroundings, PrintWriter out, PrintWriter err) {
    this.surroundings = surroundings;
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() {
    if (id.isBlank() || id.length() > ID_CHARS_MAX) {
      throw new SeaworthyException(
          CliError.USAGE,
          "\"%s\" is not the id of a flaw".formatted(Text.shorten(id, 80)),
          "Give it as CVE-2021-44228 or GHSA-jfh8-c2jp-5v3q, for example.",
          null);
    }
    if (id.equals(Condition.SIGNATURE_MISSING.id()) || id.equals(SIGNATURES)) {
      out.print(signatures());
      return SeaworthyCommand.done();
    }
    Subscriptions subscriptions = Subscriptions.NONE.and(channels.names());
    Explanation explanation;
    Support support;
    ImageSummary summary;
    List<Enrichment> enrichments;
    String deadlines;
    try (TargetOptions.OpenJars jars = target.openJars();
        AdvisoryDatabase advisories = database.open(surroundings);
        Progress progress = show.progress(surroundings, err)) {
      ScanRequest request = target.request(surroundings, jars.index(), List.of(), err);
      ReadImage image = Scan.read(request, progress);
      summary = image.summary();
      support =
          SupportTable.of(advisories, image.inventory().distributionOrNull())
              .at(
                  image.inventory().distributionOrNull(),
                  LocalDate.ofInstant(surroundings.clock().instant(), ZoneOffset.UTC),
                  subscriptions.extendSupport(advisories, image.inventory().distributionOrNull()));
      explanation =
          new Explainer(advisories, subscriptions).explain(image.inventory(), new AdvisoryId(id));
      enrichments = advisories.enrichments(explanation.ids().getFirst());
      deadlines = deadlines(image, advisories, explanation.ids(), progress);
    }
    out.print(ExplanationText.of(explanation, summary, support, enrichments));
    out.print(deadlines);
    return SeaworthyCommand.done();
  }

  /// What came of looking for signatures, without a look at the image's layers.
  private String signatures() {
    Policy policy = imageKeys.applied(policies.policy(surroundings));
    SignatureLook look =
        imageKeys.look(
            surroundings,
            policy,
            CryptographyProfile.STANDARD,
            target.opening(surroundings).limits());
    ImageSource source = target.source();
    if (source instanceof ImageSource.Sbom) {
      return SignatureEntries.explained(look.look(source, Attachments.NONE));
    }
    try (Image image = ImageSources.open(source, target.opening(surroundings))) {
      return SignatureEntries.explained(look.look(source, image.attachments()));
    }
  }

  /// By when the policy wants it gone, and what that rests on; empty where the policy sets no time.
  private String deadlines(
      ReadImage image, AdvisoryDatabase advisories, List<AdvisoryId> ids, Progress progress) {
    Policy policy = policies.policy(surroundings).subscribing(channels.names());
    if (policy.deadlines().isEmpty()) {
      return "";
    }
    Judgement judgement =
        new Judgement(
            policy,
            "",
            surroundings.clock().instant().truncatedTo(ChronoUnit.SECONDS),
            Map.of(),
            List.of(),
            circumstances.circumstances(circumstances.facts(), null),
            false);
    Verdict verdict = Scan.judge(image, advisories, judgement, progress).verdict();
    return DeadlineEntries.ofFlaw(verdict, ids, show.ink(surroundings));
  }
}
