package dev.seaworthy.inspection.hardening.check;

/// What a hardening check asks other parts of Seaworthy for.
public enum Topic {
  /// Whether the image carries a signature that the operator trusts.
  SIGNATURE,
  /// Whether a bill of materials is attached that fits the image.
  BILL_OF_MATERIALS,
  /// Whether an engine looked for malware and found none.
  MALWARE,
  /// Whether the secret rules looked and found none.
  SECRETS,
  /// Whether the distribution's release still gets updates.
  SUPPORT,
  /// Whether the base image is one of those that the operator allows.
  BASE_IMAGE,
  /// Whether the image was scanned against fresh data, and nothing that has a fix is overdue.
  FRESHNESS
}
