package dev.seaworthy.cli.command;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.certificate.Certificate;
import dev.seaworthy.certificate.CertificateError;
import dev.seaworthy.certificate.CertificateRules;
import dev.seaworthy.certificate.Revocations;
import dev.seaworthy.certificate.SignedCertificate;
import dev.seaworthy.cli.process.CliError;
import dev.seaworthy.cli.process.ExitCode;
import dev.seaworthy.cli.process.Surroundings;
import dev.seaworthy.signing.SigningError;
import dev.seaworthy.signing.VerificationKey;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `seaworthy verify`: whether a certificate lets an image through, here and now.
@Command(
    name = "verify",
    header = "Say whether a certificate lets an image through.",
    description = {
      "",
      "Needs no network. Ends with 0 when the certificate clears the image now, and with",
      "1 and the rule that failed when it doesn't."
    },
    synopsisHeading = "%nUsage:%n  ",
    customSynopsis = "seaworthy verify [OPTIONS] --image DIGEST FILE",
    parameterListHeading = "%nArguments:%n",
    optionListHeading = "%nOptions:%n")
final class VerifyCommand implements Callable<Integer> {

  private final Surroundings surroundings;
  private final PrintWriter out;

  @Parameters(index = "0", paramLabel = "FILE", description = "The certificate.")
  private Path file = Path.of("");

  @Option(
      names = "--image",
      paramLabel = "DIGEST",
      required = true,
      description = "The digest of the image's manifest, as sha256:…")
  private String image = "";

  @Option(
      names = "--trust",
      paramLabel = "FILE",
      description = {"Trust this public key (PEM). Repeatable (default: this installation's own)."})
  private List<Path> trusted = new ArrayList<>();

  @Option(
      names = "--require-policy",
      paramLabel = "DIGEST",
      description = "Only a decision by this policy counts. Repeatable.")
  private List<String> policies = new ArrayList<>();

  @Option(
      names = "--boundary",
      paramLabel = "NAME",
      description = "Only a certificate of this system counts.")
  private @Nullable String boundary;

  @Option(
      names = "--revocations",
      paramLabel = "FILE",
      description = "The signed list of certificates that were taken back.")
  private @Nullable Path revocations;

  @Option(
      names = "--revocations-max-age",
      paramLabel = "HOURS",
      description = "Refuse when that list is older, or when there is none.")
  private @Nullable Integer revocationsHours;

  @Option(
      names = "--newest",
      paramLabel = "FILE",
      description = "The latest certificate of this image that is known: an older one is refused.")
  private @Nullable Path newest;

  VerifyCommand(Surroundings surroundings, PrintWriter out) {
    this.surroundings = surroundings;
    this.out = out;
  }

  @Override
  public Integer call() {
    Digest digest = Digest.parse(image);
    Set<VerificationKey> keys = new CertificateKeys(surroundings).trusted(trusted);
    Instant now = surroundings.clock().instant();
    try {
      SignedCertificate signed = read(file, keys);
      rules(keys, digest).require(signed, digest, now);
      Certificate certificate = signed.certificate();
      out.println(
          "%s  %s  by %s"
              .formatted(
                  certificate.outcome().word().toUpperCase(Locale.ROOT),
                  Text.visible(certificate.asset().toString()),
                  Text.visible(certificate.policyName())));
      out.println("  scanned %s".formatted(certificate.surveyedAt()));
      out.println(
          "  holds through %s: %s"
              .formatted(certificate.validUntil(), Text.visible(certificate.endsBecause())));
      out.println("  signed by %s".formatted(signed.signer()));
      return ExitCode.CLEARED;
    } catch (SeaworthyException e) {
      if (!(e.code() instanceof CertificateError) && !(e.code() instanceof SigningError)) {
        throw e;
      }
      out.println(
          "REFUSED  %s: %s"
              .formatted(e.code().title(), Text.visible(String.valueOf(e.getMessage()))));
      out.println("  %s".formatted(e.code().hint()));
      out.println("  %s".formatted(e.code().id()));
      return ExitCode.REFUSED;
    }
  }

  private static SignedCertificate read(Path path, Set<VerificationKey> keys) {
    return SignedCertificate.read(
        InputFiles.bytes(path, Limits.defaults()), keys, path.toString(), Limits.defaults());
  }

  private CertificateRules rules(Set<VerificationKey> keys, Digest digest) {
    Set<Digest> required = new HashSet<>();
    policies.forEach(policy -> required.add(Digest.parse(policy)));
    Path list = revocations;
    Path latest = newest;
    Integer hours = revocationsHours;
    return new CertificateRules(
        required,
        boundary,
        list == null
            ? Revocations.NONE
            : Revocations.read(
                InputFiles.bytes(list, Limits.defaults()),
                keys,
                list.toString(),
                Limits.defaults()),
        hours == null ? null : Duration.ofHours(hours),
        latest == null ? null : surveyed(latest, keys, digest));
  }

  /// An older certificate of another image would say nothing of this one.
  private static Instant surveyed(Path latest, Set<VerificationKey> keys, Digest digest) {
    Certificate known = read(latest, keys).certificate();
    if (!known.subject().equals(digest)) {
      throw new SeaworthyException(
          CliError.USAGE,
          "--newest %s is of %s, and the image is %s"
              .formatted(Text.visible(latest.toString()), known.subject(), digest),
          "Give the latest certificate of this very image.",
          null);
    }
    return known.surveyedAt();
  }
}
