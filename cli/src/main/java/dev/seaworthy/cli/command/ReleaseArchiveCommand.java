package dev.seaworthy.cli.command;

import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.certificate.CertificateRules;
import dev.seaworthy.certificate.Revocations;
import dev.seaworthy.certificate.SignedCertificate;
import dev.seaworthy.certificate.TrustedKeys;
import dev.seaworthy.certificate.release.DocumentRole;
import dev.seaworthy.certificate.release.Release;
import dev.seaworthy.certificate.release.ReleaseArchive;
import dev.seaworthy.cli.process.CliError;
import dev.seaworthy.cli.process.Surroundings;
import dev.seaworthy.signing.Signer;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `seaworthy release archive`: seals a release.
@Command(
    name = "archive",
    header = "Seal a release: certificate, bill of materials, provenance and the rest.",
    description = {
      "",
      "The certificate must clear the image now. The file is written once, can only be",
      "read afterwards, and is checked offline with seaworthy release verify."
    },
    synopsisHeading = "%nUsage:%n  ",
    customSynopsis = "seaworthy release archive [OPTIONS] --certificate FILE --out FILE",
    optionListHeading = "%nOptions:%n")
final class ReleaseArchiveCommand implements Callable<Integer> {

  private final Surroundings surroundings;
  private final PrintWriter out;

  @Option(
      names = "--certificate",
      paramLabel = "FILE",
      required = true,
      description = "The certificate that lets the image out.")
  private Path certificate = Path.of("");

  @Option(
      names = "--document",
      paramLabel = "ROLE=FILE",
      description = {
        "A document that belongs to it: sbom, provenance, signature, ssdf-attestation or",
        "other. Repeatable."
      })
  private List<String> documents = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "Where the release goes; it must not be there.")
  private Path file = Path.of("");

  @Option(
      names = "--revocations",
      paramLabel = "FILE",
      description = "The signed list of certificates that were taken back.")
  private @Nullable Path revocations;

  @Mixin private SignerOption keys = new SignerOption();

  @Mixin private TrustOption trust = new TrustOption();

  ReleaseArchiveCommand(Surroundings surroundings, PrintWriter out) {
    this.surroundings = surroundings;
    this.out = out;
  }

  @Override
  public Integer call() {
    List<ReleaseArchive.Document> all = new ArrayList<>();
    all.add(new ReleaseArchive.Document(DocumentRole.CERTIFICATE, certificate));
    documents.forEach(text -> all.add(document(text)));
    Signer signer = keys.signer(surroundings);
    TrustedKeys trusted = trust.keys(surroundings, keys.profile(), List.of(signer));
    byte[] envelope = InputFiles.bytes(certificate, Limits.defaults());
    SignedCertificate signed =
        SignedCertificate.read(
            envelope, trusted.of(envelope), certificate.toString(), Limits.defaults());
    Release release =
        ReleaseArchive.write(
            signed,
            CertificateRules.PLAIN.with(revocations(trusted)),
            all,
            file,
            List.of(signer),
            surroundings.clock().instant().truncatedTo(ChronoUnit.SECONDS));
    out.println(
        "%s seals %s documents of %s"
            .formatted(
                Text.visible(file.toString()),
                release.documents().size(),
                Text.visible(release.asset().toString())));
    return SeaworthyCommand.done();
  }

  private Revocations revocations(TrustedKeys trusted) {
    return revocations == null ? Revocations.NONE : RevocationList.read(revocations, trusted);
  }

  private static ReleaseArchive.Document document(String text) {
    int equals = text.indexOf('=');
    String word = equals < 0 ? text : text.substring(0, equals);
    DocumentRole role =
        DocumentRole.of(word)
            .filter(each -> each != DocumentRole.CERTIFICATE)
            .orElseThrow(() ->
                usage(
                    "--document %s names no role".formatted(Text.shorten(text, 80)),
                    "Write ROLE=FILE, with one of: "
                        + Arrays.stream(DocumentRole.values())
                            .filter(each -> each != DocumentRole.CERTIFICATE)
                            .map(DocumentRole::word)
                            .collect(Collectors.joining(", "))
                        + "."));
    Path file = Path.of(text.substring(equals + 1));
    if (!Files.isRegularFile(file)) {
      throw usage(
          "there is no file %s".formatted(Text.visible(file.toString())), "Check the path.");
    }
    return new ReleaseArchive.Document(role, file);
  }

  private static SeaworthyException usage(String problem, String hint) {
    return new SeaworthyException(CliError.USAGE, problem, hint, null);
  }
}
