package dev.seaworthy.server.audit;

/// Records pulls, of which there are too many for a transaction each: they are written together,
/// within a second. A replica that is killed loses at most the pulls of that second, and then the
/// trail says so.
public interface Pulls {
  /// Takes note of a pull. Waits when the database can't keep up.
  ///
  /// @param event its action is `registry.image.pulled`, or what else happens as often
  void record(AuditEvent event);
}
