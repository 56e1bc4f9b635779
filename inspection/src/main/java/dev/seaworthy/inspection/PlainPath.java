package dev.seaworthy.inspection;

import java.util.ArrayDeque;
import java.util.Deque;

/// Paths of a container as its kernel reads them, links aside.
public final class PlainPath {

  private PlainPath() {}

  /// The path from the root, without `.`, `..`, double and trailing slashes; a relative one is
  /// taken from the root.
  public static String of(String path) {
    Deque<String> parts = new ArrayDeque<>();
    int begin = 0;
    while (begin <= path.length()) {
      int slash = path.indexOf('/', begin);
      int end = slash < 0 ? path.length() : slash;
      String part = path.substring(begin, end);
      if (part.equals("..")) {
        parts.pollLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
      begin = end + 1;
    }
    return "/" + String.join("/", parts);
  }

  /// The path without the slashes at its end: nothing is left of the root.
  public static String withoutTrailingSlashes(String path) {
    int end = path.length();
    while (end > 0 && path.charAt(end - 1) == '/') {
      end--;
    }
    return path.substring(0, end);
  }
}
