package dev.seaworthy.server.survey;

import dev.seaworthy.certificate.SignedCertificate;
import dev.seaworthy.server.store.Transaction;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;

/// Images that the platform holds itself, to be scanned where they lie. The package `registry` has
/// the one bean.
public interface HeldImages {
  /// What references to them begin with; a repository, perhaps a tag, and a digest follow.
  String SCHEME = "held:";

  /// Lays an image out as an OCI layout.
  ///
  /// @param project for which it is scanned; images of others are not found
  /// @param folder to be made
  /// @return the image's name, as a person would pull it; empty when there is no such image
  Optional<String> lay(String project, String reference, Path folder) throws IOException;

  /// Takes what was decided of one, in the transaction that stores it.
  ///
  /// @param malware whether malware was found in it
  void decided(
      Transaction tx,
      String project,
      String reference,
      SignedCertificate certificate,
      String envelope,
      boolean malware)
      throws SQLException;
}
