package dev.seaworthy.rulebook;

/// A text in English and in Chinese.
///
/// @param english in English
/// @param chinese in simplified Chinese
public record BilingualText(String english, String chinese) {
  public BilingualText {
    if (english.isBlank() || chinese.isBlank()) {
      throw new IllegalArgumentException("a text needs both of its languages");
    }
  }
}
