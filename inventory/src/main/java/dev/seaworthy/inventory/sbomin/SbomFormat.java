package dev.seaworthy.inventory.sbomin;

/// A family of documents that list what is in something.
public enum SbomFormat {
  CYCLONEDX("CycloneDX"),
  SPDX("SPDX"),
  SYFT("Syft");

  private final String title;

  SbomFormat(String title) {
    this.title = title;
  }

  /// As people write it.
  public String title() {
    return title;
  }
}
