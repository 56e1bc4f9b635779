package dev.seaworthy.inspection.secret;

import dev.seaworthy.inspection.secret.Confirmation.Match;
import dev.seaworthy.inspection.secret.SecretRules.Lead;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Looks for secrets in one content after the other, as its bytes come by. What is found doesn't
/// depend on how the bytes are cut. One for each thread.
final class ContentScan implements AutoCloseable {

  /// How many bytes are looked at together, with those that follow.
  private static final int BUFFER_BYTES = 256 << 10;

  /// How many bytes a match may take from its keyword on: a private key of 16,384 bits, in PEM.
  static final int TAIL = 20 << 10;

  /// How many bytes before a keyword stay at hand.
  static final int LEAD = 4 << 10;

  /// How many bytes at the beginning tell whether a content is text.
  private static final int SNIFFED_BYTES = 8 << 10;

  /// How large a file of one secret alone may be.
  private static final int WHOLE_BYTES_MAX = 4 << 10;

  /// Files with more than so many secrets are data sets; the rest is counted.
  private static final int HITS_MAX = 1_000;

  /// What was found.
  ///
  /// @param line counted from 1, or 0 in what is no text
  /// @param value the secret
  record Secret(SecretRule rule, long line, String value) {}

  /// What became of a content.
  ///
  /// @param secrets in the order of the content
  /// @param tooMany how many more there are
  /// @param spent ids of rules that took too long somewhere
  record Result(List<Secret> secrets, long tooMany, Set<String> spent) {}

  /// A match with its place in the whole content.
  private record Hit(SecretRule rule, long start, long end, long line, String value) {}

  private final SecretRules rules;
  private final KeywordFinders finders;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private final Confirmation confirmation = new Confirmation(buffer);
  private final EncodedText base64;
  private final RuleSet active;
  private final RuleSet pathKnown;
  private final List<Hit> hits = new ArrayList<>();
  private final Set<String> spent = new HashSet<>();

  private KeywordFinder finder;
  private String path = "";
  private long base;
  private int filled;
  private int done;
  private int reached;
  private long lines;
  private int linesAt;
  private boolean isText;
  private boolean isSniffed;
  private long tooMany;

  ContentScan(SecretRules rules, KeywordFinders finders) {
    this.rules = rules;
    this.finders = finders;
    this.finder = finders.forOneThread();
    this.base64 = new EncodedText(rules);
    this.active = new RuleSet(rules.rules().size());
    this.pathKnown = new RuleSet(rules.rules().size());
  }

  /// Begins a content.
  ///
  /// @param newPath for rules that count in some files only
  void begin(String newPath) {
    path = newPath;
    hits.clear();
    spent.clear();
    tooMany = 0;
    base = 0;
    filled = 0;
    done = 0;
    lines = 1;
    linesAt = 0;
    isText = true;
    isSniffed = false;
    active.fill();
    pathKnown.clear();
  }

  /// Whether a rule counts in the file at hand; asked only where a keyword shows.
  private boolean fitsPath(SecretRule rule, int number) {
    if (rule.pathOrNull() == null) {
      return true;
    }
    if (!pathKnown.has(number)) {
      pathKnown.add(number);
      if (!rule.fitsPath(path)) {
        active.remove(number);
      }
    }
    return active.has(number);
  }

  void accept(byte[] bytes, int offset, int length) {
    int from = offset;
    int end = offset + length;
    while (from < end) {
      int count = Math.min(end - from, buffer.length - filled);
      System.arraycopy(bytes, from, buffer, filled, count);
      filled += count;
      from += count;
      if (filled == buffer.length) {
        scan(filled - TAIL);
        keepRest();
      }
    }
  }

  /// Zeros part what lies before them from what follows.
  void skip(long zeros) {
    isText = false;
    isSniffed = true;
    onlyThoseInBinaries();
    scan(filled);
    base += filled + zeros;
    filled = 0;
    done = 0;
    linesAt = 0;
  }

  /// Ends the content.
  Result end() {
    scan(filled);
    if (base == 0 && filled <= WHOLE_BYTES_MAX) {
      whole();
    }
    List<Hit> kept = new ArrayList<>();
    hits.sort(Comparator.comparing(Hit::rule).thenComparingLong(Hit::start));
    for (Hit hit : hits) {
      if (kept.stream().noneMatch(other -> overlap(hit, other))) {
        kept.add(hit);
      }
    }
    kept.sort(Comparator.comparingLong(Hit::start));
    List<Secret> secrets =
        kept.stream().map(hit -> new Secret(hit.rule, isText ? hit.line : 0, hit.value)).toList();
    return new Result(secrets, tooMany, Set.copyOf(spent));
  }

  private void whole() {
    for (int i = 0; i < rules.rules().size(); i++) {
      SecretRule rule = rules.rules().get(i);
      if (rule.form() == SecretRule.Form.WHOLE && active.has(i) && fitsPath(rule, i)) {
        confirm(rule, 0, 0);
      }
    }
  }

  private static boolean overlap(Hit left, Hit right) {
    return left.start < right.end && right.start < left.end;
  }

  private void keepRest() {
    int keep = Math.max(0, done - LEAD);
    countLines(keep);
    linesAt -= keep;
    System.arraycopy(buffer, keep, buffer, 0, filled - keep);
    base += keep;
    filled -= keep;
    done -= keep;
  }

  private void countLines(int to) {
    int count = 0;
    for (int at = linesAt; at < to; at++) {
      count += buffer[at] == '\n' ? 1 : 0;
    }
    lines += count;
    linesAt = Math.max(linesAt, to);
  }

  private void sniff() {
    isSniffed = true;
    for (int at = 0; at < Math.min(filled, SNIFFED_BYTES); at++) {
      if (buffer[at] == 0) {
        isText = false;
        onlyThoseInBinaries();
        return;
      }
    }
  }

  private void onlyThoseInBinaries() {
    for (int i = 0; i < rules.rules().size(); i++) {
      if (!rules.rules().get(i).isInBinaries()) {
        active.remove(i);
      }
    }
  }

  /// Looks at what begins between the place reached and another.
  private void scan(int stop) {
    if (!isSniffed) {
      sniff();
    }
    if (finders.isOutdated(finder)) {
      finder.close();
      finder = finders.forOneThread();
    }
    if (done < stop) {
      reached = stop;
      int end = Math.min(filled, stop + rules.automaton().longest() - 1);
      finder.scan(buffer, done, end, this::keyword);
      done = stop;
    }
  }

  private void keyword(int word, int start) {
    Lead lead = rules.leads().get(word);
    int after = start + lead.word().length();
    if (start >= reached) {
      return;
    }
    if (lead.isBase64()) {
      if (isExact(lead.word(), start)) {
        encoded(start - SecretRules.undecided(lead.shift()));
      }
      return;
    }
    int[] numbers = lead.numbers();
    for (int i = 0; i < numbers.length; i++) {
      SecretRule rule = lead.rules().get(i);
      boolean isMeant =
          active.has(numbers[i])
              && (rule.form() != SecretRule.Form.TOKEN || isExact(lead.word(), start))
              && fitsPath(rule, numbers[i]);
      if (isMeant) {
        confirm(rule, start, after);
      }
    }
  }

  private void confirm(SecretRule rule, int start, int after) {
    try {
      Match match = confirmation.confirm(rule, start, after, filled);
      if (match != null) {
        add(rule, match.start(), match.end(), match.value());
      }
    } catch (ByteText.SpentException | StackOverflowError e) {
      spent.add(rule.id());
    }
  }

  private boolean isExact(String word, int start) {
    for (int i = 0; i < word.length(); i++) {
      if (buffer[start + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private void encoded(int group) {
    EncodedText.Run run = base64.decode(buffer, group, filled);
    if (run != null) {
      for (Match match : base64.find(run, active, spent)) {
        add(match.rule(), run.start(), run.end(), match.value());
      }
    }
  }

  private void add(SecretRule rule, int start, int end, String value) {
    long from = base + start;
    for (Hit hit : hits) {
      if (hit.start == from && hit.rule.id().equals(rule.id())) {
        return;
      }
    }
    if (hits.size() >= HITS_MAX) {
      tooMany++;
      return;
    }
    int cursor = linesAt;
    long line = lines;
    if (start >= cursor) {
      countLines(start);
      line = lines;
    } else {
      for (int at = start; at < cursor; at++) {
        line -= buffer[at] == '\n' ? 1 : 0;
      }
    }
    hits.add(new Hit(rule, from, base + end, line, value));
  }

  @Override
  public void close() {
    finder.close();
  }
}
