package dev.seaworthy.inventory.document;

import java.io.ByteArrayOutputStream;

/// JSON as configuration files have it, with comments and trailing commas.
public final class JsonWithComments {

  private JsonWithComments() {}

  /// The same document in strict JSON: comments become blanks, so that places in messages stay
  /// right, and a comma before a closing bracket is left out.
  public static byte[] strict(byte[] bytes) {
    byte[] blanked = blankComments(bytes);
    ByteArrayOutputStream out = new ByteArrayOutputStream(blanked.length);
    boolean inString = false;
    for (int i = 0; i < blanked.length; i++) {
      byte b = blanked[i];
      if (inString && b == '\\' && i + 1 < blanked.length) {
        out.write(b);
        i++;
        out.write(blanked[i]);
        continue;
      }
      if (b == '"') {
        inString = !inString;
      }
      out.write(!inString && b == ',' && closesNext(blanked, i + 1) ? ' ' : b);
    }
    return out.toByteArray();
  }

  private static boolean closesNext(byte[] bytes, int start) {
    int i = start;
    while (i < bytes.length && isBlank(bytes[i])) {
      i++;
    }
    return i < bytes.length && (bytes[i] == ']' || bytes[i] == '}');
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  private static byte[] blankComments(byte[] bytes) {
    byte[] out = bytes.clone();
    boolean inString = false;
    int i = 0;
    while (i < out.length) {
      byte b = out[i];
      byte next = i + 1 < out.length ? out[i + 1] : 0;
      if (inString) {
        inString = b != '"';
        i += b == '\\' ? 2 : 1;
      } else if (b == '/' && (next == '/' || next == '*')) {
        int end = next == '/' ? endOfLine(out, i) : endOfBlock(out, i + 2);
        for (; i < end; i++) {
          out[i] = out[i] == '\n' ? out[i] : (byte) ' ';
        }
      } else {
        inString = b == '"';
        i++;
      }
    }
    return out;
  }

  private static int endOfLine(byte[] bytes, int start) {
    int i = start;
    while (i < bytes.length && bytes[i] != '\n') {
      i++;
    }
    return i;
  }

  private static int endOfBlock(byte[] bytes, int start) {
    for (int i = start + 1; i < bytes.length; i++) {
      if (bytes[i] == '/' && bytes[i - 1] == '*') {
        return i + 1;
      }
    }
    return bytes.length;
  }
}
