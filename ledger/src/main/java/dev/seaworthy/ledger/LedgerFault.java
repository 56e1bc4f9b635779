package dev.seaworthy.ledger;

/// What is wrong with a ledger, with the place. All of them mean that somebody or something changed
/// the files after the records were made.
public sealed interface LedgerFault {

  /// For people.
  String text();

  /// A record's bytes are not what they were when the next one was made.
  record Altered(long sequence) implements LedgerFault {
    @Override
    public String text() {
      return "record " + sequence + " was altered";
    }
  }

  /// Records are missing between two others.
  record Removed(long first, long last) implements LedgerFault {
    @Override
    public String text() {
      return first == last
          ? "record " + first + " was removed"
          : "records " + first + " to " + last + " were removed";
    }
  }

  /// A record stands at another place than its own.
  record Reordered(long sequence) implements LedgerFault {
    @Override
    public String text() {
      return "record " + sequence + " was moved to another place";
    }
  }

  /// A record that is there twice, or that doesn't follow from the one before.
  record Inserted(long sequence) implements LedgerFault {
    @Override
    public String text() {
      return "a record numbered " + sequence + " was put in";
    }
  }

  /// Fewer records than a head has signed.
  record Truncated(long last, long signed) implements LedgerFault {
    @Override
    public String text() {
      return "the tail was cut off: a head signed record %s, and the last one is %s"
          .formatted(signed, last);
    }
  }

  /// The record that a head names is another one: it, or the chain up to it, was made anew.
  record Rewritten(long sequence) implements LedgerFault {
    @Override
    public String text() {
      return "record %s is not the one that its head signed: it or the chain before it was rewritten"
          .formatted(sequence);
    }
  }

  /// A head that belongs to another ledger.
  record StrangeHead(String ledger) implements LedgerFault {
    @Override
    public String text() {
      return "the head is of another ledger, " + ledger;
    }
  }

  /// A line that is no record.
  record Unreadable(String file, long offset) implements LedgerFault {
    @Override
    public String text() {
      return "%s holds no record at byte %s".formatted(file, offset);
    }
  }

  /// The ledger says that it begins after some record, and no head says which one that was.
  record UnprovenStart(long before) implements LedgerFault {
    @Override
    public String text() {
      return "the ledger begins after record %s, and no head of that record was given"
          .formatted(before);
    }
  }
}
