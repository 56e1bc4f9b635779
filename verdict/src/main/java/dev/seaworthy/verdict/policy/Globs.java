package dev.seaworthy.verdict.policy;

import dev.seaworthy.verdict.document.DocumentPart;
import java.util.List;

/// Lists of patterns.
final class Globs {

  private Globs() {}

  static List<Glob> read(DocumentPart part, String member) {
    return part.textsOrNone(member).stream().map(Glob::new).toList();
  }

  static boolean fit(List<Glob> globs, String name) {
    return globs.stream().anyMatch(glob -> glob.fits(name));
  }

  static List<String> texts(List<Glob> globs) {
    return globs.stream().map(Glob::text).toList();
  }
}
