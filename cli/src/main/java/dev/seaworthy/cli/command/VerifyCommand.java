package dev.seaworthy.cli.command;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.certificate.AttachedCertificates;
import dev.seaworthy.certificate.Certificate;
import dev.seaworthy.certificate.CertificateError;
import dev.seaworthy.certificate.CertificateRules;
import dev.seaworthy.certificate.Reevaluated;
import dev.seaworthy.certificate.Revocations;
import dev.seaworthy.certificate.SignedCertificate;
import dev.seaworthy.cli.process.CliError;
import dev.seaworthy.cli.process.ExitCode;
import dev.seaworthy.cli.process.Surroundings;
import dev.seaworthy.image.Image;
import dev.seaworthy.image.OpenOptions;
import dev.seaworthy.image.source.ImageSources;
import dev.seaworthy.signing.DsseEnvelope;
import dev.seaworthy.signing.KeyAlgorithm;
import dev.seaworthy.signing.SigningError;
import dev.seaworthy.signing.VerificationKey;
import dev.seaworthy.signing.keyless.KeylessError;
import dev.seaworthy.signing.reference.Trust;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `seaworthy verify`: whether a certificate lets an image through, here and now.
@Command(
    name = "verify",
    header = "Say whether a certificate lets an image through.",
    description = {
      "",
      "With FILE it needs no network. Ends with 0 when the certificate clears the image",
      "now, and with 1 and the rule that failed when it doesn't."
    },
    synopsisHeading = "%nUsage:%n  ",
    customSynopsis = {
      "seaworthy verify [OPTIONS] --image DIGEST FILE",
      "  seaworthy verify [OPTIONS] --from IMAGE"
    },
    parameterListHeading = "%nArguments:%n",
    optionListHeading = "%nOptions:%n")
final class VerifyCommand implements Callable<Integer> {

  private final Surroundings surroundings;
  private final PrintWriter out;

  @Parameters(index = "0", arity = "0..1", paramLabel = "FILE", description = "The certificate.")
  private @Nullable Path file;

  @Option(
      names = "--from",
      paramLabel = "IMAGE",
      description = {
        "Take the latest certificate that is attached to this image, in a registry or an",
        "oci-layout:PATH."
      })
  private @Nullable String from;

  @Option(
      names = "--platform",
      paramLabel = "OS/ARCH",
      description = {
        "With --from: which image of an index, as linux/arm64 (default: this machine's)."
      })
  private @Nullable String platform;

  @Mixin private RegistryAccess registry = new RegistryAccess();

  @Option(
      names = "--image",
      paramLabel = "DIGEST",
      description = {
        "The digest of the image's manifest, as sha256:… (default with --from: what the",
        "name stands for now)."
      })
  private @Nullable String image;

  @Option(
      names = "--trust",
      paramLabel = "KEY",
      description = {
        "Trust this public key: a PEM file, pkcs11:… or vault:…; or x509:ROOTS, whoever has a",
        "certificate below them. Repeatable (default: this installation's own key)."
      })
  private List<String> trusted = new ArrayList<>();

  @Mixin private KeylessTrustOption keyless = new KeylessTrustOption();

  @Mixin private CryptographyOption cryptography = new CryptographyOption();

  @Option(
      names = "--require-signature",
      paramLabel = "KIND",
      description = {
        "There must be a trusted signature of this kind, as sm2-sm3 or ecdsa-p256-sha256.",
        "Repeatable: one of each."
      })
  private List<String> kinds = new ArrayList<>();

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
    Path given = file;
    String source = from;
    if ((given == null) == (source == null)) {
      throw usage(
          given == null ? "no certificate was given" : "both FILE and --from were given",
          "Give a certificate's FILE, or --from IMAGE.");
    }
    if (source == null && platform != null) {
      throw usage(
          "--platform is of images, and FILE is a certificate",
          "Give --platform with --from IMAGE, or --image with the digest.");
    }
    if (source == null && image == null) {
      throw usage("--image is missing", "Give the digest of the image that is about to be used.");
    }
    Digest asked = image == null ? null : imageDigest(image);
    Trust trust = new CertificateKeys(surroundings, cryptography.profile()).trust(trusted);
    keyless.prepare(surroundings, cryptography.profile(), !trusted.isEmpty());
    Instant now = surroundings.clock().instant();
    try {
      Presented presented =
          source == null
              ? new Presented(
                  read(Objects.requireNonNull(given), trust, now), Objects.requireNonNull(asked))
              : attached(source, asked, trust, now);
      SignedCertificate signed = presented.certificate();
      rules(trust, presented.image(), now).require(signed, presented.image(), now);
      Certificate certificate = signed.certificate();
      out.println(
          "%s  %s  by %s"
              .formatted(
                  certificate.outcome().word().toUpperCase(Locale.ROOT),
                  Text.visible(certificate.asset().toString()),
                  Text.visible(certificate.policyName())));
      out.println("  scanned %s".formatted(certificate.surveyedAt()));
      Reevaluated again = certificate.reevaluatedOrNull();
      if (again != null) {
        out.println("  decided on its stored inventory %s".formatted(again.at()));
      }
      out.println(
          "  holds through %s: %s"
              .formatted(certificate.validUntil(), Text.visible(certificate.endsBecause())));
      out.println("  signed by %s".formatted(keyless.signer(signed.signer())));
      return ExitCode.CLEARED;
    } catch (SeaworthyException e) {
      if (!(e.code() instanceof CertificateError
          || e.code() instanceof SigningError
          || e.code() instanceof KeylessError)) {
        throw e;
      }
      Refusals.print(e, out);
      return ExitCode.REFUSED;
    }
  }

  /// A certificate, and the digest of the image that is about to be used.
  private record Presented(SignedCertificate certificate, Digest image) {}

  private static Digest imageDigest(String text) {
    try {
      return Digest.parse(text);
    } catch (SeaworthyException e) {
      throw new SeaworthyException(
          CliError.USAGE,
          "--image: " + e.getMessage(),
          "Give the digest of the image's manifest, as sha256: and 64 hexadecimal digits.",
          e);
    }
  }

  private Presented attached(String source, @Nullable Digest asked, Trust trust, Instant now) {
    OpenOptions options = registry.opening(surroundings);
    String wanted = platform;
    try (Image opened =
        ImageSources.open(
            ImageSources.parse(source),
            wanted == null ? options : options.withPlatform(TargetOptions.parsePlatform(wanted)))) {
      Digest subject =
          opened
              .manifestDigest()
              .orElseThrow(() ->
                  usage(
                      Text.visible(source) + " has no manifest, so nothing can be attached to it",
                      "Give an image in a registry, or oci-layout:PATH."));
      return new Presented(
          AttachedCertificates.newest(
              opened.attachments(),
              keyless.isAsked(),
              document -> read(document, source, trust, now),
              Text.visible(source)),
          asked == null ? subject : asked);
    }
  }

  private static SeaworthyException usage(String problem, String hint) {
    return new SeaworthyException(CliError.USAGE, problem, hint, null);
  }

  private SignedCertificate read(Path path, Trust trust, Instant now) {
    return read(InputFiles.bytes(path, Limits.defaults()), path.toString(), trust, now);
  }

  private SignedCertificate read(byte[] document, String what, Trust trust, Instant now) {
    OpenedDocument opened = keyless.open(document, what);
    return SignedCertificate.read(
        opened.envelope(), keysFor(opened, what, trust, now), what, Limits.defaults());
  }

  /// The keys that count on this envelope, once it bears every kind of signature that is asked for.
  private Set<VerificationKey> keysFor(
      OpenedDocument opened, String what, Trust trust, Instant now) {
    byte[] envelope = opened.envelope();
    Set<VerificationKey> keys =
        opened.keysOr(() -> trust.keysFor(envelope, what, Limits.defaults(), now));
    if (!kinds.isEmpty()) {
      DsseEnvelope.read(envelope, what, Limits.defaults())
          .requireKinds(kinds.stream().map(KeyAlgorithm::parse).collect(Collectors.toSet()), keys);
    }
    return keys;
  }

  private static Revocations revocations(Path path, Trust trust, Instant now) {
    return RevocationList.read(
        path, envelope -> trust.keysFor(envelope, path.toString(), Limits.defaults(), now));
  }

  private CertificateRules rules(Trust trust, Digest digest, Instant now) {
    Set<Digest> required = new HashSet<>();
    policies.forEach(policy -> required.add(Digest.parse(policy)));
    Path list = revocations;
    Path latest = newest;
    Integer hours = revocationsHours;
    return new CertificateRules(
        required,
        boundary,
        list == null ? Revocations.NONE : revocations(list, trust, now),
        hours == null ? null : Duration.ofHours(hours),
        latest == null ? null : surveyed(latest, trust, digest, now));
  }

  /// An older certificate of another image would say nothing of this one.
  private Instant surveyed(Path latest, Trust trust, Digest digest, Instant now) {
    Certificate known = read(latest, trust, now).certificate();
    if (!known.subject().equals(digest)) {
      throw new SeaworthyException(
          CliError.USAGE,
          "--newest %s is of %s, and the image is %s"
              .formatted(Text.visible(latest.toString()), known.subject(), digest),
          "Give the latest certificate of this very image.",
          null);
    }
    return known.decidedAt();
  }
}
