package dev.seaworthy.ledger;

import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/// By what a ledger's records are looked up.
///
/// @param name of the way, with its version: when what `key` says changes, so must the name
/// @param kinds of the records that are looked up at all
/// @param key what a record of these kinds is found by
public record Keying(String name, Set<String> kinds, Function<LedgerRecord, String> key) {

  private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  public Keying {
    kinds = Set.copyOf(kinds);
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("keying " + name);
    }
  }
}
