package dev.seaworthy.advisory.version;

/// Python's order, PEP 440 ("Version specifiers", sections on normalisation and ordering): epoch,
/// release without trailing zeros, pre-release, post-release, development release, local version.
/// What doesn't normalise is refused, as pip refuses it.
final class Pep440Key {

  private static final int BEFORE = 1;
  private static final int HERE = 2;
  private static final int AFTER = 3;

  private static final int ALPHA = 1;
  private static final int BETA = 2;
  private static final int CANDIDATE = 3;

  private final String text;
  private final SortKey key;
  private int place;

  private Pep440Key(String text, SortKey key) {
    this.text = text;
    this.key = key;
  }

  static boolean write(String text, SortKey key) {
    return new Pep440Key(Scan.toLowerCase(text), key).write();
  }

  private boolean write() {
    if (at(0) == 'v') {
      place++;
    }
    int epochEnd = Scan.digitsEnd(text, place);
    if (epochEnd > place && at(epochEnd) == '!') {
      key.number(text, place, epochEnd);
      place = epochEnd + 1;
    } else {
      key.zero();
    }
    if (!Scan.isDigit(at(place))) {
      return key.refuse("a release number is missing");
    }
    release();
    suffixes();
    return local();
  }

  private void release() {
    int from = place;
    int significantEnd = place;
    while (true) {
      int end = Scan.digitsEnd(text, place);
      if (!isZero(place, end)) {
        significantEnd = end;
      }
      place = end;
      if (at(end) != '.' || !Scan.isDigit(at(end + 1))) {
        break;
      }
      place = end + 1;
    }
    for (int i = from; i < significantEnd; ) {
      int end = Scan.digitsEnd(text, i);
      key.mark(HERE);
      key.number(text, i, end);
      i = end + 1;
    }
    key.mark(BEFORE);
  }

  private boolean isZero(int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) != '0') {
        return false;
      }
    }
    return true;
  }

  /// A lone development release comes before every pre-release, no pre-release after them all.
  private void suffixes() {
    SortKey pre = new SortKey();
    boolean hasPre = preRelease(pre);
    SortKey post = new SortKey();
    boolean hasPost = postRelease(post);
    SortKey dev = new SortKey();
    boolean hasDev = numbered("dev", dev);
    if (hasPre) {
      key.mark(HERE);
      key.append(pre);
    } else {
      key.mark(hasDev && !hasPost ? BEFORE : AFTER);
    }
    key.mark(hasPost ? HERE : BEFORE);
    key.append(post);
    key.mark(hasDev ? HERE : AFTER);
    key.append(dev);
  }

  private boolean preRelease(SortKey into) {
    // Longer words first: "a" begins "alpha", "c" is a word of its own, "pre" begins "preview".
    return ranked("alpha", ALPHA, into)
        || ranked("a", ALPHA, into)
        || ranked("beta", BETA, into)
        || ranked("b", BETA, into)
        || ranked("preview", CANDIDATE, into)
        || ranked("pre", CANDIDATE, into)
        || ranked("c", CANDIDATE, into)
        || ranked("rc", CANDIDATE, into);
  }

  private boolean ranked(String word, int rank, SortKey into) {
    int wordAt = afterSeparator(place);
    if (!text.startsWith(word, wordAt)) {
      return false;
    }
    into.mark(rank);
    return numbered(word, into);
  }

  private boolean postRelease(SortKey into) {
    if (at(place) == '-' && Scan.isDigit(at(place + 1))) {
      int end = Scan.digitsEnd(text, place + 1);
      into.number(text, place + 1, end);
      place = end;
      return true;
    }
    return numbered("post", into) || numbered("rev", into) || numbered("r", into);
  }

  /// `[-_.]?word[-_.]?[0-9]*`; an absent number is 0, and the separator before it belongs here too.
  private boolean numbered(String word, SortKey into) {
    int wordAt = afterSeparator(place);
    if (!text.startsWith(word, wordAt)) {
      return false;
    }
    place = wordAt + word.length();
    int digits = afterSeparator(place);
    place = Scan.digitsEnd(text, digits);
    into.number(text, digits, place);
    return true;
  }

  private boolean local() {
    if (place == text.length()) {
      key.mark(BEFORE);
      return true;
    }
    if (at(place) != '+') {
      return key.refuse("PEP 440 doesn't allow what stands at character " + (place + 1));
    }
    key.mark(HERE);
    do {
      int from = ++place;
      while (Scan.isAlphanumeric(at(place))) {
        place++;
      }
      if (place == from) {
        return key.refuse("a part of its local version is empty");
      }
      if (Scan.isNumber(text, from, place)) {
        key.mark(AFTER);
        key.number(text, from, place);
      } else {
        key.mark(HERE);
        key.text(text, from, place);
      }
    } while (isSeparator(at(place)));
    key.mark(BEFORE);
    return place == text.length() || key.refuse("its local version has a foreign character");
  }

  private int afterSeparator(int from) {
    return isSeparator(at(from)) ? from + 1 : from;
  }

  private static boolean isSeparator(char c) {
    return c == '.' || c == '-' || c == '_';
  }

  private char at(int i) {
    return i < text.length() ? text.charAt(i) : '\0';
  }
}
