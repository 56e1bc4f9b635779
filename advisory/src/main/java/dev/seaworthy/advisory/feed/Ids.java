package dev.seaworthy.advisory.feed;

import dev.seaworthy.advisory.AdvisoryId;
import java.util.ArrayList;
import java.util.List;

/// Reads the ids of foreign records.
public final class Ids {

  private static final int LENGTH_MAX = 200;

  private Ids() {}

  /// Whether a text can be an id: short, printable ASCII, no blanks.
  public static boolean isId(String text) {
    if (text.isEmpty() || text.length() > LENGTH_MAX) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) <= ' ' || text.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }

  /// The texts that can be ids; the others are dropped.
  public static List<AdvisoryId> of(List<String> texts) {
    List<AdvisoryId> ids = new ArrayList<>(texts.size());
    for (String text : texts) {
      if (isId(text)) {
        ids.add(new AdvisoryId(text));
      }
    }
    return ids;
  }

  /// Whether it names a flaw in the CVE list.
  public static boolean isCve(AdvisoryId id) {
    return id.value().startsWith("CVE-");
  }
}
