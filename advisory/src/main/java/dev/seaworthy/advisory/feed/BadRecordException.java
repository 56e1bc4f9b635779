package dev.seaworthy.advisory.feed;

/// A record that doesn't follow its feed's format. Caught by the feed itself, which tells the sink
/// and goes on with the next record.
public final class BadRecordException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String reason;

  public BadRecordException(String reason) {
    super(reason);
    this.reason = reason;
  }

  /// What is wrong with it, for people.
  public String reason() {
    return reason;
  }
}
