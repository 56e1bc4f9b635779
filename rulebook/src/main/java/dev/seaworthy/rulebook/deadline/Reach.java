package dev.seaworthy.rulebook.deadline;

import java.util.Locale;

/// Who could get at a flaw (FedRAMP Consolidated Rules for 2026): LEV is likely exploitable, IRV
/// can be triggered by a payload from the public internet, also indirectly. The worst comes first.
public enum Reach {
  LEV_IRV("lev-irv"),
  LEV_NIRV("lev-nirv"),
  NLEV("nlev");

  private final String word;

  Reach(String word) {
    this.word = word;
  }

  /// For people, such as `LEV, NIRV`.
  public String words() {
    return word.toUpperCase(Locale.ROOT).replace("-", ", ");
  }

  /// The word in documents.
  public String word() {
    return word;
  }
}
