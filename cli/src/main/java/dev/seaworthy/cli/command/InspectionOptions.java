package dev.seaworthy.cli.command;

import dev.seaworthy.advisory.AdvisoryDatabase;
import dev.seaworthy.advisory.lifecycle.SupportTable;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.cli.process.CliError;
import dev.seaworthy.cli.process.Places;
import dev.seaworthy.cli.process.Surroundings;
import dev.seaworthy.inspection.Subject;
import dev.seaworthy.inspection.hardening.Profile;
import dev.seaworthy.inspection.hardening.Profiles;
import dev.seaworthy.inspection.hardening.Statements;
import dev.seaworthy.inspection.hardening.Tailoring;
import dev.seaworthy.inspection.hardening.check.Answer;
import dev.seaworthy.inspection.malware.ClamdAddress;
import dev.seaworthy.inspection.malware.ClamdEngine;
import dev.seaworthy.inspection.malware.ClamdOptions;
import dev.seaworthy.inspection.malware.HashEngine;
import dev.seaworthy.inspection.malware.HashList;
import dev.seaworthy.inspection.malware.MalwareEngine;
import dev.seaworthy.inspection.malware.YaraEngine;
import dev.seaworthy.inspection.malware.YaraRules;
import dev.seaworthy.inspection.secret.FingerprintKey;
import dev.seaworthy.inspection.secret.NativeEngine;
import dev.seaworthy.inspection.secret.SecretRules;
import dev.seaworthy.inspection.secret.Secrets;
import dev.seaworthy.scan.inspect.HardeningInspector;
import dev.seaworthy.scan.inspect.Inspector;
import dev.seaworthy.scan.inspect.LineageInspector;
import dev.seaworthy.scan.inspect.MalwareInspector;
import dev.seaworthy.scan.inspect.SecretInspector;
import dev.seaworthy.verdict.Policy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What is looked for beside flaws, and with what.
final class InspectionOptions {

  /// Its start takes most of a second: what plain Java searches in about that time.
  private static final long NATIVE_FROM_BYTES = 64L << 20;

  private static final String CLAMD = "unix:/run/clamav/clamd.ctl";

  @Option(
      names = "--inspect",
      paramLabel = "WHAT",
      split = ",",
      description = {
        "What to look for beside flaws: secret, malware,",
        "check, all (these three), scap (check by OpenSCAP",
        "too) or none; several with commas (default: what",
        "the policy asks for)."
      })
  private List<String> wanted = new ArrayList<>();

  @Option(
      names = "--clamd",
      paramLabel = "ADDRESS",
      description = {
        "Where ClamAV's daemon listens: unix:PATH or tcp:HOST:PORT (default:",
        "unix:/run/clamav/clamd.ctl)."
      })
  private String clamd = CLAMD;

  @Option(
      names = "--malware-hashes",
      paramLabel = "FILE",
      description = "A list of hashes of known malware. Repeatable.")
  private List<Path> hashes = new ArrayList<>();

  @Option(
      names = "--yara-rules",
      paramLabel = "FILE",
      description = "More YARA rules, beside our own. Repeatable.")
  private List<Path> yara = new ArrayList<>();

  @Option(
      names = "--hardening",
      paramLabel = "PROFILE",
      description = {
        "The profile of hardening checks, as cis.docker.level1@1; see",
        "docs/reference-checks.md (default: the policy's, else seaworthy.hardening@1)."
      })
  private @Nullable String profile;

  @Option(
      names = "--tailoring",
      paramLabel = "FILE",
      description = "Change that profile as this document says, with who and why.")
  private @Nullable Path tailoring;

  @Option(
      names = "--purposes",
      paramLabel = "FILE",
      description = "Statements of why something is in the image, and who approved. Repeatable.")
  private List<Path> purposes = new ArrayList<>();

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description = "A record of the validated baseline configuration. Repeatable.")
  private List<Path> baselines = new ArrayList<>();

  @Option(
      names = "--allowed-bases",
      paramLabel = "FILE",
      description = "The base images that are allowed; docs/howto-base-images.md tells their form.")
  private @Nullable Path allowedBases;

  @Mixin private BaseSignatureOptions baseSignatures = new BaseSignatureOptions();

  @Mixin private ScapOptions scap = new ScapOptions();

  /// Inspectors of one scan; the caller closes them.
  record Open(List<Inspector> inspectors) implements AutoCloseable {
    @Override
    public void close() {
      inspectors.forEach(Inspector::close);
    }
  }

  /// The policy, which also looks for what was asked for.
  ///
  /// @throws SeaworthyException [CliError#USAGE]
  Policy applied(Policy policy) {
    return policy.demanding(asked());
  }

  private Set<Subject> asked() {
    Set<Subject> subjects = EnumSet.noneOf(Subject.class);
    if (allowedBases != null || isScapWanted()) {
      // Neither decides anything unless failed checks do, and neither stands for the profile.
      subjects.add(Subject.CHECK);
    }
    for (String word : wanted) {
      switch (word.strip().toLowerCase(Locale.ROOT)) {
        case ScapOptions.WORD -> {
          // Asked for above.
        }
        case "all" -> subjects.addAll(EnumSet.allOf(Subject.class));
        case "none" -> {
          // As good as nothing said, but for what the policy asks for.
        }
        default -> subjects.add(subject(word.strip()));
      }
    }
    return subjects;
  }

  private boolean isScapWanted() {
    return scap.isGiven()
        || wanted.stream().anyMatch(word -> word.strip().equalsIgnoreCase(ScapOptions.WORD));
  }

  private static Subject subject(String word) {
    return Arrays.stream(Subject.values())
        .filter(subject -> subject.word().equals(word))
        .findFirst()
        .orElseThrow(() ->
            new SeaworthyException(
                CliError.USAGE,
                "--inspect %s is nothing to look for".formatted(Text.shorten(word, 40)),
                "Give some of: %s, scap, all, none."
                    .formatted(
                        Stream.of(Subject.values())
                            .map(Subject::word)
                            .collect(Collectors.joining(", "))),
                null));
  }

  /// Opens what was asked for; engines that aren't there say so as findings.
  ///
  /// @param policy with what was asked for ([#applied])
  /// @param target what is looked into
  /// @throws SeaworthyException when an option or a file is wrong
  Open open(
      Surroundings surroundings, Policy policy, AdvisoryDatabase advisories, TargetOptions target) {
    List<Inspector> inspectors = new ArrayList<>();
    Set<Subject> subjects = EnumSet.noneOf(Subject.class);
    subjects.addAll(wanted.isEmpty() ? policy.demanded() : asked());
    try {
      if (subjects.contains(Subject.SECRET)) {
        inspectors.add(secrets(surroundings));
      }
      if (subjects.contains(Subject.MALWARE)) {
        inspectors.add(malware(surroundings, policy));
      }
      Path bases = allowedBases;
      if (bases != null) {
        inspectors.add(
            new LineageInspector(
                BuildFiles.allowedBases(bases, Limits.defaults()),
                LocalDate.ofInstant(surroundings.clock().instant(), ZoneOffset.UTC),
                baseSignatures.signatures(
                    surroundings, target.opening(surroundings), target.references())));
      }
      if (isScapWanted()) {
        inspectors.add(scap.open(surroundings));
      }
      if (subjects.contains(Subject.CHECK)) {
        inspectors.add(hardening(surroundings, policy, advisories));
      }
      return new Open(inspectors);
    } catch (RuntimeException e) {
      inspectors.forEach(Inspector::close);
      throw e;
    }
  }

  private static Inspector secrets(Surroundings surroundings) {
    FingerprintKey key = new FingerprintKeyFile(new Places(surroundings).data()).key();
    return new SecretInspector(
        Secrets.of(
            SecretRules.builtIn(),
            key,
            NativeEngine.in(TargetOptions.temporaryDirectory(surroundings)),
            NATIVE_FROM_BYTES));
  }

  private Inspector malware(Surroundings surroundings, Policy policy) {
    List<MalwareEngine> engines = new ArrayList<>();
    try {
      engines.add(ClamdEngine.open(ClamdOptions.of(ClamdAddress.parse(clamd))));
      List<YaraRules> rules = new ArrayList<>(YaraRules.own());
      for (Path file : yara) {
        rules.add(
            new YaraRules(
                "own-" + rules.size(),
                file.toString(),
                new String(bytes(file), StandardCharsets.UTF_8)));
      }
      engines.add(YaraEngine.open(rules));
      if (!hashes.isEmpty()) {
        engines.add(new HashEngine(hashes.stream().map(InspectionOptions::list).toList()));
      }
      return new MalwareInspector(
          engines, Duration.ofDays(policy.malwareDataAgeDaysMax()), surroundings.clock());
    } catch (RuntimeException e) {
      engines.forEach(MalwareEngine::close);
      throw e;
    }
  }

  /// The policy's, if it names one: nobody may choose a milder one than that.
  private String profile(Policy policy) {
    String asked = policy.demands().hardeningProfile();
    if (profile == null) {
      return asked.isEmpty() ? Profiles.STANDARD : asked;
    }
    if (!asked.isEmpty() && !asked.equals(profile)) {
      throw new SeaworthyException(
          CliError.USAGE,
          "policy %s asks for the hardening profile %s, and --hardening names another"
              .formatted(policy.name(), asked),
          "Leave --hardening out, or use a policy that asks for no profile; --tailoring changes"
              + " single checks, with who and why.",
          null);
    }
    return profile;
  }

  private Inspector hardening(
      Surroundings surroundings, Policy policy, AdvisoryDatabase advisories) {
    Profile chosen = Profiles.builtIn(profile(policy));
    Path changes = tailoring;
    if (changes != null) {
      chosen =
          Tailoring.read(bytes(changes), changes.toString(), Limits.defaults()).appliedTo(chosen);
    }
    Statements statements = Statements.NONE;
    for (Path file : purposes) {
      statements =
          statements.and(Statements.readPurposes(bytes(file), file.toString(), Limits.defaults()));
    }
    for (Path file : baselines) {
      statements =
          statements.and(Statements.readBaseline(bytes(file), file.toString(), Limits.defaults()));
    }
    Instant now = surroundings.clock().instant();
    LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC);
    return new HardeningInspector(
        chosen,
        statements,
        distribution ->
            SupportTable.of(advisories, distribution)
                .at(
                    distribution,
                    day,
                    policy.subscriptions().extendSupport(advisories, distribution)),
        freshness(advisories, policy, now),
        surroundings.clock());
  }

  private static Answer freshness(AdvisoryDatabase advisories, Policy policy, Instant now) {
    Instant dated = advisories.info().dataDate();
    String evidence = "advisory data of " + LocalDate.ofInstant(dated, ZoneOffset.UTC);
    boolean isFresh =
        !advisories.info().isStarterSet()
            && !dated.plus(Duration.ofDays(policy.dataAgeDaysMax())).isBefore(now);
    return isFresh ? new Answer.Yes(evidence) : new Answer.No(evidence);
  }

  private static HashList list(Path file) {
    try (InputStream in = InputFiles.open(file)) {
      return HashList.read(file.toString(), in, Limits.defaults());
    } catch (IOException e) {
      throw InputFiles.unreadable(file, e);
    }
  }

  private static byte[] bytes(Path file) {
    return InputFiles.bytes(file, Limits.defaults());
  }
}
