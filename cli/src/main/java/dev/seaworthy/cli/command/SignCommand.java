package dev.seaworthy.cli.command;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.cli.process.CliError;
import dev.seaworthy.cli.process.Surroundings;
import dev.seaworthy.image.AttachmentWriter;
import dev.seaworthy.image.Attachments;
import dev.seaworthy.image.Descriptor;
import dev.seaworthy.image.MediaType;
import dev.seaworthy.image.source.ImageSources;
import dev.seaworthy.signing.KeyAlgorithm;
import dev.seaworthy.signing.Signer;
import dev.seaworthy.signing.cosign.CosignArtifact;
import dev.seaworthy.signing.cosign.CosignBundle;
import dev.seaworthy.signing.cosign.ImageEnvelope;
import dev.seaworthy.signing.cosign.SimpleSigning;
import dev.seaworthy.signing.keyless.SigstoreBundle;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `seaworthy sign`: puts a signature beside an image, as cosign would.
@Command(
    name = "sign",
    header = "Sign an image in a registry or an OCI layout.",
    description = {
      "",
      "Puts the signature under cosign's tag (sha256-….sig), which cosign 2, podman and",
      "skopeo read, and as a referrer, which cosign 3 reads. A name that stands for the",
      "images of several platforms is signed as a whole."
    },
    synopsisHeading = "%nUsage:%n  ",
    customSynopsis = "seaworthy sign [OPTIONS] IMAGE",
    parameterListHeading = "%nArguments:%n",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  seaworthy sign --key ci.pem registry.example/shop/cart:1.8",
      "  cosign verify --key ci.pem.pub --insecure-ignore-tlog \\",
      "      registry.example/shop/cart:1.8",
    })
final class SignCommand implements Callable<Integer> {

  private final Surroundings surroundings;
  private final PrintWriter out;

  @Parameters(
      index = "0",
      paramLabel = "IMAGE",
      description = "HOST[:PORT]/REPOSITORY[:TAG][@DIGEST], or oci-layout:PATH[:REF].")
  private String image = "";

  @Option(
      names = "--as",
      paramLabel = "FORM",
      description = "Put it there as tag, referrer or both (default: both).")
  private String form = "both";

  @Option(
      names = "--chain",
      paramLabel = "FILE",
      description = {
        "The certificates (PEM) that lead from the key to its root, its own first. They",
        "go beside the signature."
      })
  private @Nullable Path chain;

  @Option(
      names = "--timestamp",
      paramLabel = "ADDRESS",
      description = "Have the signature timestamped by this authority (RFC 3161).")
  private @Nullable String timestamps;

  @Mixin private SignerOption keys = new SignerOption();

  @Mixin private RegistryAccess registry = new RegistryAccess();

  SignCommand(Surroundings surroundings, PrintWriter out) {
    this.surroundings = surroundings;
    this.out = out;
  }

  /// How a signature lies beside its image.
  private enum Form {
    TAG,
    REFERRER,
    BOTH;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public Integer call() {
    Form chosen = form();
    Signer signer = keys.signer(surroundings, chain, timestamps);
    try (AttachmentWriter writer =
        ImageSources.writer(ImageSources.parse(image), registry.opening(surroundings))) {
      if (chosen != Form.REFERRER) {
        told(tagged(writer, signer), writer, signer);
      }
      if (chosen != Form.TAG) {
        told("referrer " + referring(writer, signer).digest(), writer, signer);
      }
    }
    return SeaworthyCommand.done();
  }

  private Form form() {
    return Arrays.stream(Form.values())
        .filter(each -> each.word().equals(form))
        .findFirst()
        .orElseThrow(() ->
            new SeaworthyException(
                CliError.USAGE,
                "--as %s is no way to put a signature there".formatted(Text.shorten(form, 40)),
                "Give one of: %s."
                    .formatted(
                        Arrays.stream(Form.values())
                            .map(Form::word)
                            .collect(Collectors.joining(", "))),
                null));
  }

  private static String tagged(AttachmentWriter writer, Signer signer) {
    Digest subject = writer.subject().digest();
    String tag = CosignArtifact.signatureTag(subject);
    CosignArtifact made =
        CosignArtifact.signature(
            new SimpleSigning(writer.repository(), subject),
            signer,
            writer.tagged(tag).orElse(null),
            Limits.defaults());
    writer.tag(made.tag(), made.manifest(), made.blobs().values());
    return "tag " + tag;
  }

  /// As cosign's bundle where that has room for all, else in our own envelope.
  private Descriptor referring(AttachmentWriter writer, Signer signer) {
    boolean isCosigns =
        signer.certificates().isEmpty() && signer.verification().algorithm() != KeyAlgorithm.SM2;
    Map<String, String> annotations =
        new TreeMap<>(isCosigns ? CosignBundle.annotations() : ImageEnvelope.annotations());
    annotations.put(
        Attachments.CREATED,
        surroundings.clock().instant().truncatedTo(ChronoUnit.SECONDS).toString());
    Digest subject = writer.subject().digest();
    return isCosigns
        ? writer.attach(
            writer.subject(),
            SigstoreBundle.MEDIA_TYPE,
            new MediaType(SigstoreBundle.MEDIA_TYPE),
            CosignBundle.sign(subject, signer),
            annotations)
        : writer.attach(
            writer.subject(),
            ImageEnvelope.ARTIFACT_TYPE,
            new MediaType(ImageEnvelope.MEDIA_TYPE),
            ImageEnvelope.sign(subject, signer),
            annotations);
  }

  private void told(String place, AttachmentWriter writer, Signer signer) {
    out.println(
        "%s is signed by %s under %s"
            .formatted(writer.subject().digest(), signer.verification(), place));
  }
}
