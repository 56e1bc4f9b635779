package dev.seaworthy.server.http;

/// Ends a request with a problem document; thrown by resources and filters.
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  public ProblemException(Problem problem) {
    super(problem.detail());
    this.problem = problem;
  }

  /// What the client is told.
  public Problem problem() {
    return problem;
  }
}
