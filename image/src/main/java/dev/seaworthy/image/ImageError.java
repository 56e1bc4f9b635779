package dev.seaworthy.image;

import dev.seaworthy.base.ErrorCode;
import dev.seaworthy.base.ErrorType;
import java.util.Locale;

/// Failures of the `image` room. Numbers below 100 end an operation; from 100 on they name gaps.
public enum ImageError implements ErrorCode {
  BAD_REFERENCE(
      1,
      ErrorType.USER,
      "not an image reference",
      "Give it as host[:port]/repository[:tag][@digest]."),
  BAD_SOURCE(
      2,
      ErrorType.USER,
      "not an image source",
      "Use dir:, docker-archive:, oci-archive:, oci-layout:, sbom: or an image reference."),
  NOT_FOUND(3, ErrorType.EXTERNAL, "no such image, file or directory", ""),
  NOT_AN_IMAGE(
      4, ErrorType.EXTERNAL, "not an image of that form", "Check the form that the source names."),
  DIGEST_MISMATCH(
      5,
      ErrorType.EXTERNAL,
      "content does not have the digest that was asked for",
      "The content was altered or damaged on its way; get it again from a source that you trust."),
  SIZE_MISMATCH(
      6,
      ErrorType.EXTERNAL,
      "content does not have the size that its descriptor says",
      "The content was altered or damaged on its way; get it again from a source that you trust."),
  TRUNCATED(
      7,
      ErrorType.EXTERNAL,
      "content ends too early",
      "The archive is truncated; save or download it again. Nothing was cleared."),
  DAMAGED(
      8,
      ErrorType.EXTERNAL,
      "content is damaged",
      "Save or download it again. Nothing was cleared."),
  LIMIT(
      9,
      ErrorType.LIMIT,
      "an image goes beyond a limit",
      "Raise the limit with --limit only if you trust the image."),
  NO_SUCH_PLATFORM(
      10,
      ErrorType.USER,
      "the index has no image for the platform",
      "Choose one of the platforms named with --platform."),
  AMBIGUOUS(11, ErrorType.USER, "several images fit", "Say which one."),
  UNREADABLE(12, ErrorType.EXTERNAL, "reading failed", ""),
  UNWRITABLE(
      13,
      ErrorType.EXTERNAL,
      "writing beside an image failed",
      "Check the directory, its permissions and the free space."),
  NO_ATTACHMENTS(
      14,
      ErrorType.USER,
      "a source beside which nothing can be put",
      "Use an image in a registry, or an OCI layout (oci-layout:PATH)."),
  REGISTRY_UNREACHABLE(
      20, ErrorType.EXTERNAL, "the registry can't be reached", "Check the host, port and network."),
  REGISTRY_REFUSED(21, ErrorType.EXTERNAL, "the registry refused", ""),
  REGISTRY_UNAUTHORISED(
      22,
      ErrorType.EXTERNAL,
      "the registry asks for other credentials",
      "Log in with your container tool (its config file is read), or give credentials."),
  REGISTRY_TLS(
      23,
      ErrorType.EXTERNAL,
      "the registry's certificate can't be trusted",
      "Give its CA with --tls-ca; use --plain-http only for a registry that has no TLS."),
  REGISTRY_PROTOCOL(
      24, ErrorType.EXTERNAL, "the registry's answer can't be understood", "Is it a registry?"),
  BAD_CREDENTIALS_FILE(
      25, ErrorType.USER, "the credentials can't be read", "Check the Docker config file."),
  UNSUPPORTED_COMPRESSION(
      26,
      ErrorType.EXTERNAL,
      "a layer's compression isn't known",
      "Known are gzip, zstd and none."),
  BAD_AUTHORITY_FILE(
      27, ErrorType.USER, "the CA certificates can't be read", "Give a file in PEM form."),

  FILE_UNREADABLE(100, ErrorType.EXTERNAL, "a file could not be read", ""),
  FILE_TOO_LARGE(101, ErrorType.LIMIT, "a file goes beyond a limit", ""),
  BAD_ENTRY(102, ErrorType.EXTERNAL, "an entry of a layer makes no sense", ""),
  LAYER_ABSENT(103, ErrorType.EXTERNAL, "a layer's content isn't there", ""),
  CONFIG_INCOMPLETE(104, ErrorType.EXTERNAL, "the config lacks what the manifest needs", ""),
  TOO_MANY_GAPS(105, ErrorType.LIMIT, "more gaps than are kept one by one", ""),
  EMPTY_IMAGE(106, ErrorType.EXTERNAL, "the image has no layers or no files", ""),
  ANALYSER_FAULT(107, ErrorType.INTERNAL, "an analyser failed on a file", ""),
  LAYER_DAMAGED(108, ErrorType.EXTERNAL, "a layer is damaged and was not read to its end", ""),
  LAYER_TOO_LARGE(
      109, ErrorType.LIMIT, "a layer goes beyond a limit and was not read to its end", ""),
  ATTACHMENT_UNREADABLE(
      111, ErrorType.EXTERNAL, "something that is attached to the image could not be read", ""),
  OTHER_FILE_SYSTEM(
      110,
      ErrorType.EXTERNAL,
      "another file system is mounted inside a directory tree",
      "Scan it on its own with dir:PATH.");

  private final int number;
  private final ErrorType type;
  private final String title;
  private final String hint;

  ImageError(int number, ErrorType type, String title, String hint) {
    this.number = number;
    this.type = type;
    this.title = title;
    this.hint = hint;
  }

  @Override
  public String id() {
    return String.format(Locale.ROOT, "SW-IMAGE-%04d", number);
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
