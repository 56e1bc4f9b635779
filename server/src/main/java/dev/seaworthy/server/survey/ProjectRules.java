package dev.seaworthy.server.survey;

/// What is laid down for a project's images.
public interface ProjectRules {
  /// The rules of a project.
  ///
  /// @param project its name
  Rules of(String project);

  /// What is laid down.
  ///
  /// @param policy the name of a policy
  /// @param boundary the system that the project's images are part of, or empty
  record Rules(String policy, String boundary) {}
}
