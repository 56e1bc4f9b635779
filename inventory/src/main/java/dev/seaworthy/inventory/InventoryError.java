package dev.seaworthy.inventory;

import dev.seaworthy.base.ErrorCode;
import dev.seaworthy.base.ErrorType;
import java.util.Locale;

/// Failures of the `inventory` room. Numbers below 100 end an operation; from 100 on they name
/// gaps.
public enum InventoryError implements ErrorCode {
  BAD_PURL(
      1,
      ErrorType.USER,
      "not a package URL",
      "Give it as pkg:type/namespace/name@version?qualifiers."),
  BAD_JAR_INDEX(
      2,
      ErrorType.USER,
      "not an index of Java archives",
      "Make one from a Maven repository: seaworthy db jar-index."),
  BAD_REPOSITORY(
      3,
      ErrorType.USER,
      "no index can be made from a Maven repository",
      "Name a directory in the form of a Maven repository, such as ~/.m2/repository."),
  NOT_AN_SBOM(
      10,
      ErrorType.USER,
      "not a bill of materials that is read",
      "Convert it to a form that is read, or scan the image itself."),
  SBOM_VERSION(
      11,
      ErrorType.USER,
      "a version of a bill of materials that isn't read",
      "Ask the tool that made it for another version, or scan the image itself."),
  SBOM_DAMAGED(
      12,
      ErrorType.EXTERNAL,
      "a bill of materials can't be read to its end",
      "Have it made or downloaded again. Nothing was cleared."),
  SBOM_LIMIT(
      13,
      ErrorType.LIMIT,
      "a bill of materials goes beyond a limit",
      "Raise the limit with --limit only if you trust the document."),

  DATABASE_UNREADABLE(
      101, ErrorType.EXTERNAL, "a package database could not be read to its end", ""),
  ENTRY_UNREADABLE(102, ErrorType.EXTERNAL, "an entry of a package database could not be read", ""),
  HALF_INSTALLED(
      103,
      ErrorType.EXTERNAL,
      "a package is neither fully installed nor removed",
      "Finish its installation (dpkg --configure -a) while the image is built."),
  UNKNOWN_DISTRIBUTION(
      104,
      ErrorType.EXTERNAL,
      "packages are installed, but nothing says of which distribution",
      "Keep /etc/os-release in the image."),
  METADATA_UNREADABLE(105, ErrorType.EXTERNAL, "a package's metadata could not be read", ""),
  ARCHIVE_DAMAGED(106, ErrorType.EXTERNAL, "an archive could not be read", ""),
  ARCHIVE_LIMIT(
      107,
      ErrorType.LIMIT,
      "an archive goes beyond a limit",
      "Raise the limit with --limit only if you trust the image."),
  ARCHIVE_ENCRYPTED(108, ErrorType.EXTERNAL, "an archive's entry is encrypted", ""),
  BUILD_INFO_UNREADABLE(
      109, ErrorType.EXTERNAL, "what a program was built from could not be read", ""),
  TOO_MANY_COMPONENTS(110, ErrorType.LIMIT, "more components than the limit allows", ""),
  BINARY_SEARCH_LIMIT(
      120,
      ErrorType.LIMIT,
      "a program was not searched to its end",
      "Raise the limit binary-search-bytes only if you trust the image."),
  SBOM_NO_PURL(
      130, ErrorType.EXTERNAL, "a bill of materials lists components without package URLs", ""),
  SBOM_BAD_PURL(
      131, ErrorType.EXTERNAL, "a bill of materials has package URLs that can't be read", ""),
  SBOM_NO_VERSION(
      132, ErrorType.EXTERNAL, "a bill of materials lists components without versions", ""),
  SBOM_OTHER_DISTRIBUTION(
      133,
      ErrorType.EXTERNAL,
      "a bill of materials lists packages of several distributions",
      "Make one for each image."),
  SBOM_BAD_REFERENCE(
      134, ErrorType.EXTERNAL, "references in a bill of materials lead nowhere or to several", ""),
  CONTENT_NOT_SEEN(
      136,
      ErrorType.EXTERNAL,
      "a bill of materials was read in place of the image",
      "Scan the image itself."),
  SBOM_TOO_MANY_RELATIONSHIPS(
      135, ErrorType.LIMIT, "a bill of materials has more relationships than the limit allows", ""),
  EMBEDDED_SBOM_UNREADABLE(
      137, ErrorType.EXTERNAL, "a bill of materials inside the image could not be read", ""),
  EMBEDDED_SBOM_INCOMPLETE(
      138,
      ErrorType.EXTERNAL,
      "a bill of materials inside the image says that it is incomplete",
      "Have it made again from an image that can be read.");

  private final int number;
  private final ErrorType type;
  private final String title;
  private final String hint;

  InventoryError(int number, ErrorType type, String title, String hint) {
    this.number = number;
    this.type = type;
    this.title = title;
    this.hint = hint;
  }

  @Override
  public String id() {
    return String.format(Locale.ROOT, "SW-INVENTORY-%04d", number);
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
