package dev.seaworthy.inspection.scap;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;

/// Results of SCAP checks that were made elsewhere. Nothing in them proves which image they are of:
/// whoever gives them answers for that.
///
/// @param name of the document
/// @param digest of its bytes
public record ImportedResults(String name, Digest digest, ScapResults results) {

  /// Reads a document and closes the stream.
  ///
  /// @throws SeaworthyException [dev.seaworthy.inspection.InspectionError#BAD_SCAP_RESULTS]
  public static ImportedResults read(String name, InputStream in, Limits limits) {
    MessageDigest hash = Digest.Algorithm.SHA256.newMessageDigest();
    ScapResults results = ScapResults.read(name, new DigestInputStream(in, hash), limits);
    return new ImportedResults(name, Digest.of(Digest.Algorithm.SHA256, hash.digest()), results);
  }
}
