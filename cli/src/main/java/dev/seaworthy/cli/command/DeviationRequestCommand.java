package dev.seaworthy.cli.command;

import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.JsonValue.JsonString;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.cli.process.CliError;
import dev.seaworthy.cli.process.Surroundings;
import dev.seaworthy.rulebook.Rating;
import dev.seaworthy.verdict.AssetClass;
import dev.seaworthy.verdict.DeviationFile;
import dev.seaworthy.verdict.DeviationKind;
import dev.seaworthy.verdict.DeviationRequest;
import dev.seaworthy.verdict.DeviationStep;
import dev.seaworthy.verdict.FindingId;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `seaworthy deviation request`: asks for one finding of a scan's report.
@Command(
    name = "request",
    header = "Ask for a deviation for one finding of a report.",
    description = {
      "",
      "Takes the finding as it stands in the JSON report of a scan: the asset, the",
      "components with their versions or the digest of the content, the fixes that are",
      "known, the rating."
    },
    synopsisHeading = "%nUsage:%n  ",
    customSynopsis = "seaworthy deviation request [OPTIONS] --report FILE --finding ID",
    optionListHeading = "%nOptions:%n")
final class DeviationRequestCommand implements Callable<Integer> {

  private final Surroundings surroundings;
  private final PrintWriter out;

  @Mixin private StepOptions step = new StepOptions();

  @Option(
      names = "--report",
      paramLabel = "FILE",
      required = true,
      description = "The JSON report of the scan.")
  private Path report = Path.of("");

  @Option(
      names = "--finding",
      paramLabel = "ID",
      required = true,
      description = "The finding's id, or its name if only one finding has it.")
  private String finding = "";

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      required = true,
      description = {
        "false-positive, risk-adjustment, operational-requirement, vendor-dependency or",
        "accepted."
      })
  private String kind = "";

  @Option(
      names = "--id",
      paramLabel = "ID",
      required = true,
      description = "What to call it, such as RA-2026-014; also the file's name.")
  private String id = "";

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      description = "Why, for those who decide.")
  private String reason = "";

  @Option(
      names = "--expires",
      paramLabel = "DAY",
      required = true,
      description = "The last day on which it counts, such as 2027-03-31.")
  private String expires = "";

  @Option(
      names = "--adjusted",
      paramLabel = "RATING",
      description = "For a risk-adjustment: the rating that is asked for.")
  private @Nullable String adjusted;

  @Option(
      names = "--product",
      paramLabel = "NAME",
      description = "For a vendor-dependency: the vendor's product.")
  private String product = "";

  @Option(
      names = "--justification",
      paramLabel = "WORD",
      description = {
        "For a false-positive: why, in VEX's words, such as",
        "vulnerable_code_not_in_execute_path."
      })
  private String justification = "";

  @Option(
      names = "--evidence",
      paramLabel = "FILE",
      description = "A document that shows it; its digest is signed. Repeatable.")
  private List<Path> evidence = new ArrayList<>();

  @Option(
      names = "--carries-over",
      description = {
        "Let it count for other versions of the image too, while the component's version",
        "or the content stays."
      })
  private boolean carriesOver;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where it goes (default: .seaworthy/deviations/ID.yaml).")
  private @Nullable Path place;

  DeviationRequestCommand(Surroundings surroundings, PrintWriter out) {
    this.surroundings = surroundings;
    this.out = out;
  }

  @Override
  public Integer call() throws IOException {
    DeviationRequest request = request(reportDocument());
    Path file = place == null ? DeviationOptions.folder(surroundings).resolve(id + ".yaml") : place;
    if (Files.exists(file)) {
      throw usage(
          "%s is there already".formatted(Text.visible(file.toString())),
          "Choose another --id: what people signed isn't overwritten.");
    }
    DeviationFile signed =
        new DeviationFile(request, List.of())
            .with(
                new DeviationStep.Requested(step.by(), StepOptions.now(surroundings)),
                step.signer(surroundings));
    if (place == null) {
      Files.createDirectories(DeviationOptions.folder(surroundings));
    }
    StepOptions.write(signed, file, surroundings);
    out.println(
        "%s asks for %s of %s in %s, through %s"
            .formatted(
                Text.visible(file.toString()),
                request.kind().word(),
                Text.visible(request.name()),
                Text.visible(request.asset().toString()),
                request.expires()));
    out.println("next: a second person runs seaworthy deviation endorse " + file);
    return SeaworthyCommand.done();
  }

  private JsonObject reportDocument() throws IOException {
    Limits limits = Limits.defaults();
    try (InputStream in = InputFiles.open(report)) {
      JsonValue value = new JsonReader(limits).read(in, report.toString());
      if (value instanceof JsonObject object && object.text("schemaVersion").startsWith("1.")) {
        return object;
      }
    }
    throw usage(
        "%s is no JSON report of a scan".formatted(Text.visible(report.toString())),
        "Make one with seaworthy scan --output json=FILE.");
  }

  private DeviationRequest request(JsonObject document) {
    JsonObject found = finding(document);
    JsonObject asset = document.object("image").object("asset");
    try {
      return new DeviationRequest(
          id,
          DeviationKind.of(kind),
          AssetClass.read(asset),
          FindingId.parse(found.text("id")),
          found.text("name"),
          found.objects("components").stream().map(each -> each.text("purl")).toList(),
          found.strings("contents"),
          found.strings("fixedVersions"),
          rating(
              found.get("rating").orElseThrow() instanceof JsonString(String word)
                  ? word
                  : found.object("rating").text("countsAs")),
          adjusted == null ? null : rating(adjusted),
          product,
          reason,
          justification,
          evidence.stream().map(InputFiles::digest).toList(),
          carriesOver,
          step.by(),
          LocalDate.parse(expires));
    } catch (DateTimeException e) {
      throw usage("--expires %s is no day".formatted(expires), "Write it as 2027-03-31.");
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()), "Correct the option.");
    }
  }

  private JsonObject finding(JsonObject document) {
    List<JsonObject> found =
        document.objects("findings").stream()
            .filter(each -> each.get("rating").isPresent())
            .filter(each -> each.text("id").equals(finding) || each.text("name").equals(finding))
            .toList();
    if (found.size() == 1) {
      return found.getFirst();
    }
    if (found.isEmpty()) {
      throw usage(
          "the report has no finding %s that a deviation can speak of"
              .formatted(Text.shorten(finding, 60)),
          "Give the id of a vulnerability or of something that an inspection saw; what could not be"
              + " looked at can't be excused.");
    }
    throw usage(
        "%s findings are called %s".formatted(found.size(), Text.shorten(finding, 60)),
        "Give one's id: "
            + found.stream()
                .map(each -> each.text("id") + " (" + Text.visible(each.text("purl")) + ")")
                .collect(Collectors.joining(", "))
            + ".");
  }

  private static Rating rating(String word) {
    return Arrays.stream(Rating.values())
        .filter(rating -> rating.word().equals(word))
        .findFirst()
        .orElseThrow(() ->
            usage(
                "%s is no rating".formatted(Text.shorten(word, 40)), "Use high, moderate or low."));
  }

  private static SeaworthyException usage(String problem, String hint) {
    return new SeaworthyException(CliError.USAGE, problem, hint, null);
  }
}
