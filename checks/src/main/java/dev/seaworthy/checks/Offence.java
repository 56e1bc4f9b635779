package dev.seaworthy.checks;

/// One place that breaks a rule.
///
/// @param rule the rule's name
/// @param path the file
/// @param line one-based; 0 when the whole file is meant
/// @param subject what an exception would name: a method, a word, a link; `*` for the file
/// @param detail what is wrong and what to do
record Offence(String rule, String path, int line, String subject, String detail) {
  @Override
  public String toString() {
    String place = line == 0 ? path : path + ":" + line;
    return place + ": " + detail + " [" + rule + " " + subject + "]";
  }
}
