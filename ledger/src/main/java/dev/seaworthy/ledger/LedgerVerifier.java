package dev.seaworthy.ledger;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Fanout;
import dev.seaworthy.base.SeaworthyException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.stream.Collectors;

/// Reads a whole ledger and tells what was done to it. It needs the files and, against somebody who
/// owns the files, heads that were kept elsewhere: without one, a tail that was cut off and a chain
/// that was made anew can't be told from the truth.
public final class LedgerVerifier {

  /// Of a run of records that are there twice, so many are named.
  private static final long LATE_MAX = 100;

  private final LedgerFiles files;
  private final List<Head> heads;
  private final Set<LedgerFault> faults = new LinkedHashSet<>();
  private final List<long[]> gaps = new ArrayList<>();

  private LedgerVerifier(LedgerFiles files, Collection<Head> heads) {
    this.files = files;
    this.heads = List.copyOf(heads);
  }

  /// @param heads kept elsewhere, whose signatures were verified
  /// @param executor reads files side by side; the caller's
  /// @throws SeaworthyException when the files can't be read; what is wrong in them is a fault
  public static Verification verify(Path folder, Collection<Head> heads, ExecutorService executor) {
    return new LedgerVerifier(LedgerFiles.open(folder), heads).verify(executor);
  }

  private Verification verify(ExecutorService executor) {
    Set<Long> wanted = heads.stream().map(Head::sequence).collect(Collectors.toSet());
    List<SegmentScan.Result> scans = scan(wanted, executor);
    List<Run> runs = new ArrayList<>();
    Map<Long, Digest> found = new HashMap<>();
    found.put(files.before(), files.previous());
    Digest last = files.previous();
    long before = files.before();
    long records = 0;
    long torn = 0;
    for (SegmentScan.Result scan : scans) {
      if (torn > 0) {
        // Only the last file may end in a record that was cut short.
        faults.add(new LedgerFault.Unreadable("a file before the last", torn));
      }
      faults.addAll(scan.faults());
      join(runs, scan, before, last);
      scan.found().forEach(found::putIfAbsent);
      records += scan.records();
      torn = scan.torn();
      if (!scan.runs().isEmpty()) {
        last = scan.lastDigest();
        before = scan.runs().getLast().last();
      }
    }
    order(runs, found);
    long highest = runs.stream().mapToLong(Run::last).max().orElse(files.before());
    long signed = heads(found, highest);
    return new Verification(files.id(), records, last, signed, torn, List.copyOf(faults));
  }

  private List<SegmentScan.Result> scan(Set<Long> wanted, ExecutorService executor) {
    try {
      List<Callable<SegmentScan.Result>> pieces = new ArrayList<>();
      for (Path segment : files.segments()) {
        pieces.add(() -> SegmentScan.of(segment, wanted));
      }
      return new Fanout(executor).all(pieces);
    } catch (IOException e) {
      throw LedgerFiles.unreadable(files.folder(), e);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /// A file's first run continues what the file before ended with.
  private static void join(List<Run> runs, SegmentScan.Result scan, long before, Digest last) {
    for (int i = 0; i < scan.runs().size(); i++) {
      Run run = scan.runs().get(i);
      if (i > 0) {
        runs.add(run);
        continue;
      }
      boolean isLinked = last.hex().equals(scan.firstPrevious());
      Run joined = new Run(run.first(), run.last(), before, isLinked);
      if (joined.isConsecutive() && isLinked && !runs.isEmpty()) {
        Run continued = runs.removeLast();
        runs.add(new Run(continued.first(), run.last(), continued.before(), continued.isLinked()));
      } else {
        runs.add(joined);
      }
    }
  }

  private void order(List<Run> runs, Map<Long, Digest> found) {
    long expected = files.before() + 1;
    for (int i = 0; i < runs.size(); i++) {
      Run run = runs.get(i);
      if (run.isConsecutive() && !run.isLinked()) {
        broken(run, isBrokenBehind(runs, i), found);
        if (isBrokenBehind(runs, i)) {
          // Both of its links are broken by the one change.
          Run next = runs.get(i + 1);
          runs.set(i + 1, new Run(next.first(), next.last(), next.before(), true));
        }
      }
      if (run.first() > expected) {
        gap(expected, run.first() - 1);
      } else if (run.first() < expected) {
        late(run, expected);
      }
      expected = Math.max(expected, run.last() + 1);
    }
    removed();
  }

  /// Whether a run is of one record, and the link behind it is broken too.
  private static boolean isBrokenBehind(List<Run> runs, int index) {
    Run run = runs.get(index);
    if (run.first() != run.last() || index + 1 == runs.size()) {
      return false;
    }
    Run next = runs.get(index + 1);
    return next.isConsecutive() && !next.isLinked();
  }

  /// @param isAlone whether the link behind the run's one record is broken too
  private void broken(Run run, boolean isAlone, Map<Long, Digest> found) {
    long before = run.first() - 1;
    boolean isBeforeSigned =
        heads.stream()
            .anyMatch(head ->
                head.sequence() == before && head.digest().equals(found.get(head.sequence())));
    if (isAlone || before == files.before()) {
      faults.add(new LedgerFault.Altered(run.first()));
    } else if (isBeforeSigned) {
      faults.add(new LedgerFault.Inserted(run.first()));
    } else {
      faults.add(new LedgerFault.Altered(before));
    }
  }

  private void gap(long from, long to) {
    gaps.add(new long[] {from, to});
  }

  /// Records behind their place: moved there if they are missing before, put in otherwise.
  private void late(Run run, long expected) {
    long end = Math.min(run.last(), Math.min(expected - 1, run.first() + LATE_MAX));
    for (long sequence = run.first(); sequence <= end; sequence++) {
      faults.add(
          fillGap(sequence)
              ? new LedgerFault.Reordered(sequence)
              : new LedgerFault.Inserted(sequence));
    }
  }

  private boolean fillGap(long sequence) {
    for (int i = 0; i < gaps.size(); i++) {
      long[] gap = gaps.get(i);
      if (sequence >= gap[0] && sequence <= gap[1]) {
        gaps.remove(i);
        if (sequence > gap[0]) {
          gaps.add(new long[] {gap[0], sequence - 1});
        }
        if (sequence < gap[1]) {
          gaps.add(new long[] {sequence + 1, gap[1]});
        }
        return true;
      }
    }
    return false;
  }

  private void removed() {
    gaps.stream()
        .sorted((a, b) -> Long.compare(a[0], b[0]))
        .forEach(gap -> faults.add(new LedgerFault.Removed(gap[0], gap[1])));
  }

  /// How far fitting heads reach.
  private long heads(Map<Long, Digest> found, long highest) {
    long signed = 0;
    boolean isStartProven = files.before() == 0;
    for (Head head : heads) {
      boolean isOfStart = head.ledger().equals(files.id()) && head.sequence() == files.before();
      isStartProven |= isOfStart && head.digest().equals(files.previous());
      if (!head.ledger().equals(files.id())) {
        faults.add(new LedgerFault.StrangeHead(head.ledger()));
      } else if (head.sequence() > highest) {
        faults.add(new LedgerFault.Truncated(highest, head.sequence()));
      } else if (head.sequence() >= files.before()
          && !head.digest().equals(found.get(head.sequence()))) {
        faults.add(new LedgerFault.Rewritten(head.sequence()));
      } else {
        signed = Math.max(signed, head.sequence());
      }
    }
    if (!isStartProven) {
      faults.add(new LedgerFault.UnprovenStart(files.before()));
    }
    return signed;
  }
}
