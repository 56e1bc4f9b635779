package dev.seaworthy.inspection.secret;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicLong;

/// Finds keywords in plain Java first, and with the native engine from so many bytes on.
final class NativeFinders implements KeywordFinders {

  private final SecretRules rules;
  private final NativeEngine engine;
  private final long fromBytes;
  private final AtomicLong seen = new AtomicLong();
  private volatile boolean isUsed;
  private volatile boolean isRefused;

  NativeFinders(SecretRules rules, NativeEngine engine, long fromBytes) {
    this.rules = rules;
    this.engine = engine;
    this.fromBytes = fromBytes;
  }

  @Override
  public KeywordFinder forOneThread() {
    if (isRefused || seen.get() < fromBytes) {
      return rules.automaton();
    }
    MemorySegment database = engine.databaseOrNull(rules);
    Vectorscan library = engine.libraryOrNull();
    if (database != null && library != null) {
      try {
        NativeFinder finder = new NativeFinder(library, database, rules);
        isUsed = true;
        return finder;
      } catch (IOException e) {
        // There is no memory for it: Java serves.
        isRefused = true;
        return rules.automaton();
      }
    }
    isRefused = true;
    return rules.automaton();
  }

  @Override
  public boolean isOutdated(KeywordFinder finder) {
    return !isRefused && finder instanceof KeywordAutomaton && seen.get() >= fromBytes;
  }

  @Override
  public void count(long bytes) {
    seen.addAndGet(bytes);
  }

  @Override
  public String engine() {
    return isUsed ? "hyperscan" : "java";
  }

  @Override
  public String version() {
    Vectorscan library = isUsed ? engine.libraryOrNull() : null;
    try {
      return library == null ? Runtime.version().toString() : library.version();
    } catch (IOException e) {
      return "";
    }
  }
}
