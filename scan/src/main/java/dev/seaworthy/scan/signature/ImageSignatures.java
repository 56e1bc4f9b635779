package dev.seaworthy.scan.signature;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.image.Attachments;
import dev.seaworthy.image.Attachments.Attachment;
import dev.seaworthy.image.Attachments.Found;
import dev.seaworthy.image.ImageSource;
import dev.seaworthy.signing.SigningError;
import dev.seaworthy.signing.cosign.CosignArtifact;
import dev.seaworthy.signing.cosign.ImageEnvelope;
import dev.seaworthy.signing.cosign.SignatureJudge;
import dev.seaworthy.signing.cosign.SignedBy;
import dev.seaworthy.signing.cosign.SimpleSigning;
import dev.seaworthy.signing.keyless.SigstoreBundle;
import dev.seaworthy.signing.reference.Trust;
import dev.seaworthy.verdict.policy.SignatureFact;
import dev.seaworthy.verdict.policy.SignatureSearch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Looks where cosign and we put signatures: under cosign's tag, and among the referrers.
///
/// @param trust whose signatures count
/// @param now when certificates are judged, unless a timestamp says when it was signed
public record ImageSignatures(Trust trust, Instant now, Limits limits) implements SignatureLook {

  /// How cosign before 3 attached signatures as referrers, where it was asked to.
  private static final String COSIGN_REFERRER = "application/vnd.dev.cosign.artifact.sig.v1+json";

  private static final Set<String> TYPES =
      Set.of(
          SigstoreBundle.MEDIA_TYPE,
          COSIGN_REFERRER,
          ImageEnvelope.ARTIFACT_TYPE,
          ImageEnvelope.MEDIA_TYPE);

  private static final int DETAIL_CHARS_MAX = 300;

  @Override
  public SignatureSearch look(ImageSource source, Attachments attachments) {
    String without =
        switch (source) {
          case ImageSource.Directory _ -> "a directory";
          case ImageSource.DockerArchive _ -> "an archive of docker save";
          case ImageSource.Sbom _ -> "a bill of materials";
          case ImageSource.OciArchive _, ImageSource.OciLayout _, ImageSource.Remote _ -> "";
        };
    if (!without.isEmpty()) {
      return new SignatureSearch(
          true,
          trusted(),
          List.of(),
          List.of(),
          List.of(
              told(
                  SigningError.NO_PLACE.id(),
                  without + " has no place for signatures; name the image in its registry")));
    }
    return look(attachments, source.text());
  }

  /// The same for what is attached to something that isn't opened.
  ///
  /// @param where it comes from, for people
  SignatureSearch look(Attachments attachments, String where) {
    List<String> problems = new ArrayList<>();
    List<SignatureFact> facts = new ArrayList<>();
    int max = limits.asInt(Limit.SIGNATURES);
    Found found = attachments.signatures(TYPES, max);
    found.gaps().forEach(gap -> problems.add(Text.shorten(gap.detail(), DETAIL_CHARS_MAX)));
    if (found.leftOut() > 0 || found.attachments().size() > max) {
      problems.add(
          told(
              SigningError.TOO_MANY_SIGNATURES.id(),
              "more than %s = %s lie beside %s; the others were not looked at"
                  .formatted(Limit.SIGNATURES.key(), max, where)));
    }
    SignatureJudge judge = new SignatureJudge(trust, attachments.subjects(), now, limits);
    found.attachments().stream()
        .limit(max)
        .forEach(attachment -> facts.add(fact(attachment, attachments, judge)));
    return new SignatureSearch(
        true, trusted(), places(attachments, where), facts, problems.stream().distinct().toList());
  }

  List<String> trusted() {
    return Stream.concat(
            new TreeSet<>(trust.keys()).stream().map(key -> key.id().toString()),
            trust.chains().stream().flatMap(chain -> chain.rootNames().stream()))
        .toList();
  }

  private static List<String> places(Attachments attachments, String where) {
    List<String> places = new ArrayList<>();
    for (Digest subject : attachments.subjects()) {
      places.add("tag %s".formatted(CosignArtifact.signatureTag(subject)));
      places.add("referrers of %s".formatted(subject));
    }
    return places.stream().map(place -> "%s (%s)".formatted(place, where)).toList();
  }

  private SignatureFact fact(Attachment attachment, Attachments attachments, SignatureJudge judge) {
    try {
      SignedBy by = judged(attachment, attachments, judge);
      return new SignatureFact(by.signer(), by.issuer(), true, attachment.place(), "", by.detail());
    } catch (SeaworthyException e) {
      return new SignatureFact(
          "",
          "",
          false,
          attachment.place(),
          e.code().id(),
          Text.visible(Text.shorten(String.valueOf(e.getMessage()), DETAIL_CHARS_MAX)));
    }
  }

  private static SignedBy judged(
      Attachment attachment, Attachments attachments, SignatureJudge judge) {
    String type = attachment.content().mediaType().value();
    if (!Set.of(SimpleSigning.MEDIA_TYPE, SigstoreBundle.MEDIA_TYPE, ImageEnvelope.MEDIA_TYPE)
        .contains(type)) {
      throw new SeaworthyException(
          SigningError.PAYLOAD_TYPE,
          "it is of type \"%s\", and no signature".formatted(Text.shorten(type, 80)));
    }
    byte[] bytes = attachments.read(attachment, Limit.SIGNATURE_BYTES);
    return switch (type) {
      case SimpleSigning.MEDIA_TYPE -> judge.layer(bytes, attachment.content().annotations());
      case SigstoreBundle.MEDIA_TYPE -> judge.bundle(bytes);
      default -> judge.envelope(bytes);
    };
  }

  private static String told(String code, String detail) {
    return code + ": " + Text.visible(Text.shorten(detail, DETAIL_CHARS_MAX));
  }
}
