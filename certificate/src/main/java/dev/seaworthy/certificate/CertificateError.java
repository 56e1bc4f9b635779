package dev.seaworthy.certificate;

import dev.seaworthy.base.ErrorCode;
import dev.seaworthy.base.ErrorType;
import java.util.Locale;

/// Why a certificate doesn't open a gate. A signature that doesn't fit has the code of the room
/// `signing`.
public enum CertificateError implements ErrorCode {
  NOT_A_CERTIFICATE(
      1, ErrorType.EXTERNAL, "not a certificate", "Give what seaworthy certify wrote."),
  OTHER_SUBJECT(
      2,
      ErrorType.EXTERNAL,
      "the certificate is of another image",
      "Certify this very digest; a tag may have moved since."),
  EXPIRED(
      3,
      ErrorType.EXTERNAL,
      "the certificate has expired",
      "Scan and certify the image again, or fix what its date comes from."),
  NOT_YET_VALID(
      4,
      ErrorType.EXTERNAL,
      "the certificate is of a later time than this clock shows",
      "Check this machine's clock, and that of who issued the certificate."),
  REFUSED(
      5,
      ErrorType.EXTERNAL,
      "the certificate says that the image is refused",
      "Fix the findings that it counts: seaworthy scan shows them."),
  REVOKED(
      6,
      ErrorType.EXTERNAL,
      "the certificate was taken back",
      "Scan and certify the image again; the reason stands beside it."),
  REPLAYED(
      7,
      ErrorType.EXTERNAL,
      "a newer certificate of this image is known",
      "Present the newer one: it says what was found since."),
  OTHER_POLICY(
      8,
      ErrorType.EXTERNAL,
      "decided by a policy that doesn't count here",
      "Certify the image under a policy that this gate names."),
  OTHER_ASSET(
      9,
      ErrorType.EXTERNAL,
      "the certificate is of another asset",
      "Certify the image as part of this boundary."),
  BAD_REVOCATIONS(
      10,
      ErrorType.EXTERNAL,
      "not a list of revocations",
      "Give the signed list as its issuer wrote it."),
  STALE_REVOCATIONS(
      11,
      ErrorType.EXTERNAL,
      "the list of revocations is too old",
      "Get the current list: nobody can tell what was taken back since."),
  NO_SUBJECT(
      12,
      ErrorType.USER,
      "only an image with a manifest can be certified",
      "Certify it in its registry or OCI layout: oci-layout:PATH, oci-archive:PATH, HOST/NAME:TAG."),
  NONE_ATTACHED(
      13,
      ErrorType.EXTERNAL,
      "no certificate that counts is attached",
      "Attach one with seaworthy attach, or trust the key of who signed it."),
  TOO_MANY(
      14,
      ErrorType.EXTERNAL,
      "what is attached could not all be read",
      "Remove what isn't yours from the image's referrers; one of the unread may be newer."),
  NO_SBOM_ATTESTED(
      15,
      ErrorType.EXTERNAL,
      "not an attested bill of materials",
      "Give an in-toto statement with a CycloneDX, SPDX or Syft document."),
  NOT_A_RELEASE(
      20,
      ErrorType.EXTERNAL,
      "not a release archive",
      "Give what seaworthy release archive wrote; get it again if it was cut short."),
  RELEASE_ALTERED(
      21,
      ErrorType.EXTERNAL,
      "the release isn't what was sealed",
      "Get it from where it was released; don't use this one."),
  RELEASE_EXISTS(
      22,
      ErrorType.USER,
      "a release is written once",
      "Choose another name; a release that is there isn't overwritten."),
  RELEASE_UNWRITABLE(
      23,
      ErrorType.EXTERNAL,
      "the release could not be written",
      "Check the directory, its permissions and the free space; nothing was left behind."),
  NOT_KEPT(
      30,
      ErrorType.USER,
      "what the certificate rests on isn't kept here",
      "Run it where the image was certified, or certify the image again."),
  STORE_DAMAGED(
      31,
      ErrorType.EXTERNAL,
      "what was kept isn't what it was",
      "Certify the image again; nothing is decided on a document that was changed."),
  STORE_UNUSABLE(
      32,
      ErrorType.EXTERNAL,
      "the store of inventories can't be used",
      "Check the directory, its owner, its mode (700) and the free space."),
  WEAKER_POLICY(
      33,
      ErrorType.USER,
      "a re-evaluation asks no less than the certificate did",
      "Give a policy that is as strict throughout, or certify the image under this one."),
  OLDER_DATA(
      34,
      ErrorType.USER,
      "a re-evaluation needs data that are no older",
      "Update the advisory database: seaworthy db update."),
  REPLAY_DIFFERS(
      35,
      ErrorType.EXTERNAL,
      "the decision comes out otherwise",
      "Compare the versions of the program; with the same one, this is a fault: report it."),
  SUPERSEDED(
      36,
      ErrorType.USER,
      "a later decision on this image is known",
      "Re-evaluate the latest certificate, by the image's name, or scan the image again.");

  private final int number;
  private final ErrorType type;
  private final String title;
  private final String hint;

  CertificateError(int number, ErrorType type, String title, String hint) {
    this.number = number;
    this.type = type;
    this.title = title;
    this.hint = hint;
  }

  @Override
  public String id() {
    return String.format(Locale.ROOT, "SW-CERTIFICATE-%04d", number);
  }

  @Override
  public ErrorType type() {
    return type;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public String hint() {
    return hint;
  }
}
