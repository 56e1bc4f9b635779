package dev.seaworthy.cli.command;

import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.certificate.AttachedCertificates;
import dev.seaworthy.certificate.Certificate;
import dev.seaworthy.certificate.CertificateError;
import dev.seaworthy.certificate.SignedCertificate;
import dev.seaworthy.cli.process.Surroundings;
import dev.seaworthy.image.AttachmentWriter;
import dev.seaworthy.image.Descriptor;
import dev.seaworthy.image.ImageReference;
import dev.seaworthy.image.ImageSource;
import dev.seaworthy.image.manifest.PlatformChoice;
import dev.seaworthy.image.source.ImageSources;
import dev.seaworthy.signing.CryptographyProfile;
import dev.seaworthy.signing.keyless.SigstoreBundle;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `seaworthy attach`: puts a certificate beside its image in a registry.
@Command(
    name = "attach",
    header = "Attach a certificate to its image in a registry.",
    description = {
      "",
      "As a referrer (OCI distribution 1.1), and by the referrers' tag where the registry",
      "knows no referrers. seaworthy verify --from IMAGE finds it there."
    },
    synopsisHeading = "%nUsage:%n  ",
    customSynopsis = "seaworthy attach [OPTIONS] FILE IMAGE",
    parameterListHeading = "%nArguments:%n",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {"  seaworthy attach cart.json registry.example/shop/cart:1.8"})
final class AttachCommand implements Callable<Integer> {

  private static final int PLATFORMS_TOLD = 20;

  private final Surroundings surroundings;
  private final PrintWriter out;

  @Parameters(index = "0", paramLabel = "FILE", description = "The certificate.")
  private Path file = Path.of("");

  @Parameters(
      index = "1",
      paramLabel = "IMAGE",
      description = "The image in its registry, as HOST[:PORT]/REPOSITORY[:TAG][@DIGEST].")
  private String image = "";

  @Mixin private RegistryAccess registry = new RegistryAccess();

  @Mixin private TrustOption trust = new TrustOption();

  @Mixin private KeylessTrustOption keyless = new KeylessTrustOption();

  AttachCommand(Surroundings surroundings, PrintWriter out) {
    this.surroundings = surroundings;
    this.out = out;
  }

  @Override
  public Integer call() {
    byte[] document = InputFiles.bytes(file, Limits.defaults());
    keyless.prepare(surroundings, CryptographyProfile.STANDARD, true);
    OpenedDocument opened = keyless.open(document, file.toString());
    byte[] envelope = opened.envelope();
    Certificate certificate =
        SignedCertificate.read(
                envelope,
                opened.keysOr(() -> Set.copyOf(trust.keys(surroundings).of(envelope))),
                file.toString(),
                Limits.defaults())
            .certificate();
    ImageReference reference = ImageReference.parse(image);
    try (AttachmentWriter writer =
        ImageSources.writer(
            new ImageSource.Remote(image, reference), registry.opening(surroundings))) {
      Descriptor subject = subject(writer, certificate);
      Descriptor attached =
          writer.attach(
              subject,
              opened.isBundled() ? SigstoreBundle.MEDIA_TYPE : AttachedCertificates.ARTIFACT_TYPE,
              opened.isBundled() ? AttachedCertificates.BUNDLE : AttachedCertificates.ENVELOPE,
              document,
              annotations(opened, certificate));
      out.println(
          "%s is attached to %s@%s as %s"
              .formatted(
                  Text.visible(file.toString()),
                  writer.repository(),
                  subject.digest(),
                  attached.digest()));
    }
    return SeaworthyCommand.done();
  }

  /// Those of bundles are cosign's too, so that it finds them (its BUNDLE_SPEC).
  private static Map<String, String> annotations(OpenedDocument opened, Certificate certificate) {
    Map<String, String> all = new HashMap<>(AttachedCertificates.annotations(certificate));
    if (opened.isBundled()) {
      all.put("dev.sigstore.bundle.content", "dsse-envelope");
      all.put("dev.sigstore.bundle.predicateType", Certificate.PREDICATE);
    }
    return all;
  }

  /// What the certificate is of: the image that the name stands for, or that of one platform in it.
  private Descriptor subject(AttachmentWriter writer, Certificate certificate) {
    Descriptor named = writer.subject();
    if (named.digest().equals(certificate.subject())) {
      return named;
    }
    return writer.platforms().stream()
        .filter(each -> each.digest().equals(certificate.subject()))
        .findFirst()
        .orElseThrow(() ->
            new SeaworthyException(
                CertificateError.OTHER_SUBJECT,
                "%s is of %s, and %s is %s%s"
                    .formatted(
                        Text.visible(file.toString()),
                        certificate.subject(),
                        Text.visible(image),
                        named.digest(),
                        platforms(writer.platforms()))));
  }

  private static String platforms(List<Descriptor> all) {
    return all.isEmpty()
        ? ""
        : all.stream()
            .filter(PlatformChoice::isRunnable)
            .limit(PLATFORMS_TOLD)
            .map(each ->
                "%s %s"
                    .formatted(
                        each.platform() == null
                            ? "an image"
                            : Text.visible(each.platform().toString()),
                        each.digest()))
            .collect(Collectors.joining(", ", ", which names ", ""));
  }
}
