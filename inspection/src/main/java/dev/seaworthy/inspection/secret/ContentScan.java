package dev.seaworthy.inspection.secret;

import dev.seaworthy.inspection.secret.Confirmation.Match;
import dev.seaworthy.inspection.secret.SecretRules.Lead;
import java.util.ArrayList;
import java.util.Arrays;
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

  /// No match reaches over so many zeros, nor does any of its context.
  private static final byte[] ZEROS = new byte[LEAD + TAIL];

  /// How large a file of one secret alone may be.
  private static final int WHOLE_BYTES_MAX = 4 << 10;

  /// Files with more than so many secrets are data sets; the rest is counted.
  private static final int HITS_MAX = 1_000;

  /// What was found.
  ///
  /// @param line counted from 1, or 0 in what is no text
  /// @param value the secret
  /// @param start where in the content it begins, in bytes
  /// @param isInComment whether its line is a comment, in the notation of most languages
  record Secret(SecretRule rule, long line, String value, long start, boolean isInComment) {}

  /// What became of a content.
  ///
  /// @param secrets in the order of the content
  /// @param tooMany how many more there are
  /// @param spent ids of rules that took too long somewhere, and were not asked again
  /// @param isCutShort whether all rules together took too long, so that none was asked any more
  record Result(List<Secret> secrets, long tooMany, Set<String> spent, boolean isCutShort) {}

  /// A match with its place in the whole content.
  private record Hit(
      SecretRule rule, long start, long end, long line, String value, boolean isInComment) {}

  private final SecretRules rules;
  private final KeywordFinders finders;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private final LookBudget budget = new LookBudget();
  private final Confirmation confirmation = new Confirmation(buffer, budget);
  private final TextSniff sniff = new TextSniff();
  private final EncodedText base64;
  private final RuleSet active;
  private final RuleSet pathKnown;
  private final List<Hit> hits = new ArrayList<>();
  private final Set<String> spent = new HashSet<>();

  /// Up to where base64 was decoded, by the place of its groups modulo four.
  private final long[] decodedTo = new long[4];

  private KeywordFinder finder;
  private String path = "";
  private long base;
  private int filled;
  private int done;
  private int reached;
  private long lines;
  private int linesAt;
  private boolean isOfBinary;
  private long zerosAtEnd;
  private long tooMany;

  ContentScan(SecretRules rules, KeywordFinders finders) {
    this.rules = rules;
    this.finders = finders;
    this.finder = finders.forOneThread();
    this.base64 = new EncodedText(rules, budget);
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
    isOfBinary = false;
    zerosAtEnd = 0;
    sniff.begin();
    budget.begin();
    Arrays.fill(decodedTo, 0);
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
    zerosAtEnd = 0;
    append(bytes, offset, length);
  }

  private void append(byte[] bytes, int offset, int length) {
    sniff.look(bytes, offset, length);
    budget.grow(length);
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

  /// So many zeros come next. Of many only those are looked at that lie near other bytes.
  void skip(long zeros) {
    long near = Math.min(zeros, ZEROS.length - zerosAtEnd);
    append(ZEROS, 0, (int) near);
    zerosAtEnd += near;
    if (near < zeros) {
      sniff.skip(zeros - near);
      scan(filled);
      keepRest();
      base += zeros - near;
    }
  }

  /// Ends the content.
  Result end() {
    sniff.end();
    scan(filled);
    if (base == 0 && filled <= WHOLE_BYTES_MAX) {
      whole();
    }
    boolean isText = sniff.isText();
    // Before enough was seen it passed for text.
    hits.removeIf(hit -> !isText && !hit.rule.isInBinaries());
    List<Hit> kept = new ArrayList<>();
    hits.sort(Comparator.comparing(Hit::rule).thenComparingLong(Hit::start));
    for (Hit hit : hits) {
      if (kept.stream().noneMatch(other -> overlap(hit, other))) {
        kept.add(hit);
      }
    }
    kept.sort(Comparator.comparingLong(Hit::start));
    List<Secret> secrets =
        kept.stream()
            .map(hit ->
                new Secret(hit.rule, isText ? hit.line : 0, hit.value, hit.start, hit.isInComment))
            .toList();
    return new Result(secrets, tooMany, Set.copyOf(spent), budget.isSpent());
  }

  private void whole() {
    for (int i = 0; i < rules.rules().size(); i++) {
      SecretRule rule = rules.rules().get(i);
      if (rule.form() == SecretRule.Form.WHOLE && active.has(i) && fitsPath(rule, i)) {
        confirm(rule, i, 0, 0);
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

  private void onlyThoseInBinaries() {
    isOfBinary = true;
    for (int i = 0; i < rules.rules().size(); i++) {
      if (!rules.rules().get(i).isInBinaries()) {
        active.remove(i);
      }
    }
  }

  /// Looks at what begins between the place reached and another.
  private void scan(int stop) {
    if (!sniff.isText() && !isOfBinary) {
      onlyThoseInBinaries();
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
    if (start >= reached || budget.isSpent()) {
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
        confirm(rule, numbers[i], start, after);
      }
    }
  }

  private void confirm(SecretRule rule, int number, int start, int after) {
    try {
      Match match = confirmation.confirm(rule, start, after, filled);
      if (match != null) {
        add(rule, match.start(), match.end(), match.value());
      }
    } catch (ByteText.SpentException | StackOverflowError e) {
      if (!budget.isSpent()) {
        spent.add(rule.id());
        active.remove(number);
      }
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
    int lane = (int) (base + group & 3);
    if (base + group < decodedTo[lane]) {
      return;
    }
    EncodedText.Run run = base64.decode(buffer, group, filled, reached);
    if (run != null) {
      decodedTo[lane] = base + run.searchedTo();
      for (Match match : base64.find(run, active, spent)) {
        add(match.rule(), match.start(), match.end(), match.value());
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
    hits.add(new Hit(rule, from, base + end, line, value, CommentLine.holds(buffer, start)));
  }

  @Override
  public void close() {
    finder.close();
  }
}
