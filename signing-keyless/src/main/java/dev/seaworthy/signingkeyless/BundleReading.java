package dev.seaworthy.signingkeyless;

import static dev.seaworthy.signingkeyless.Refusals.refused;
import static dev.seaworthy.signingkeyless.Refusals.said;

import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.signing.keyless.KeylessError;
import dev.seaworthy.signing.keyless.SigstoreBundle;
import dev.sigstore.bundle.Bundle;
import dev.sigstore.bundle.BundleParseException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// From bytes to a bundle: strictly read and bounded before the library sees them, which knows
/// neither limits nor members that are there twice.
final class BundleReading {

  /// A statement with its bill of materials inside is the largest thing that is signed so.
  static final int BYTES_MAX = 32 << 20;

  /// Of sigstore's protobuf-specs, `sigstore_bundle.proto`; 0.3 has been written in two ways.
  private static final List<String> VERSIONS =
      List.of(
          SigstoreBundle.MEDIA_TYPES + "+json;version=0.1",
          SigstoreBundle.MEDIA_TYPES + "+json;version=0.2",
          SigstoreBundle.MEDIA_TYPES + "+json;version=0.3",
          SigstoreBundle.MEDIA_TYPE);

  private static final int CERTIFICATES_MAX = 10;
  private static final int TIMESTAMPS_MAX = 5;

  /// A log of 2^63 entries has no longer proof.
  private static final int HASHES_MAX = 64;

  private BundleReading() {}

  /// @param what where it came from, for messages
  static Bundle read(byte[] bytes, String what) {
    if (bytes.length > BYTES_MAX) {
      throw refused(
          KeylessError.BAD_BUNDLE, what, "it is longer than %s bytes".formatted(BYTES_MAX));
    }
    JsonObject bundle;
    try {
      bundle = new JsonReader(Limits.defaults()).readObject(bytes, what);
    } catch (SeaworthyException e) {
      throw new SeaworthyException(KeylessError.BAD_BUNDLE, String.valueOf(e.getMessage()), e);
    }
    ProtobufObject message = new ProtobufObject(bundle, what);
    version(message.text("mediaType"), what);
    material(message.object("verificationMaterial"), what);
    Bundle read;
    try {
      read = Bundle.from(new StringReader(new String(bytes, StandardCharsets.UTF_8)));
    } catch (BundleParseException | RuntimeException e) {
      // The library's builders complain so of what its reader let through.
      throw refused(KeylessError.BAD_BUNDLE, what, said(e), e);
    }
    if (read.getEntries().size() != 1 || read.getCertPath().getCertificates().isEmpty()) {
      throw refused(KeylessError.BAD_BUNDLE, what, "it needs one log entry and a certificate");
    }
    return read;
  }

  private static void version(String mediaType, String what) {
    if (!VERSIONS.contains(mediaType)) {
      throw refused(
          mediaType.startsWith(SigstoreBundle.MEDIA_TYPES)
              ? KeylessError.UNKNOWN_VERSION
              : KeylessError.BAD_BUNDLE,
          what,
          "its media type is \"%s\", and %s is known"
              .formatted(mediaType, VERSIONS.getLast() + " (and 0.1, 0.2)"));
    }
  }

  private static void material(ProtobufObject material, String what) {
    if (material.has("publicKey")) {
      throw refused(
          KeylessError.BAD_BUNDLE,
          what,
          "it was signed with a key and not with a certificate: trust the key with --trust");
    }
    most(
        material.object("x509CertificateChain").array("certificates"),
        CERTIFICATES_MAX,
        "certificates",
        what);
    List<JsonValue> entries = material.array("tlogEntries");
    if (entries.isEmpty()) {
      throw refused(
          KeylessError.NO_LOG_ENTRY, what, "nothing says that its signature was recorded in a log");
    }
    most(entries, 1, "log entries", what);
    if (!(entries.getFirst() instanceof JsonObject first)) {
      throw refused(KeylessError.BAD_BUNDLE, what, "its log entry is no object");
    }
    ProtobufObject entry = new ProtobufObject(first, what);
    if (!entry.has("inclusionProof")) {
      throw refused(KeylessError.NO_INCLUSION_PROOF, what, "its log entry has no inclusionProof");
    }
    most(entry.object("inclusionProof").array("hashes"), HASHES_MAX, "hashes", what);
    List<JsonValue> timestamps =
        material.object("timestampVerificationData").array("rfc3161Timestamps");
    most(timestamps, TIMESTAMPS_MAX, "timestamps", what);
    if (timestamps.isEmpty()
        && entry.object("inclusionPromise").text("signedEntryTimestamp").isEmpty()) {
      throw refused(
          KeylessError.NO_TIME,
          what,
          "it has neither the log's promise (signedEntryTimestamp) nor a timestamp, so that its certificate counts as expired");
    }
  }

  private static void most(List<?> items, int max, String name, String what) {
    if (items.size() > max) {
      throw refused(
          KeylessError.BAD_BUNDLE,
          what,
          "it has %s %s, and %s may be".formatted(items.size(), name, max));
    }
  }
}
