package dev.seaworthy.inventory;

import dev.seaworthy.image.Interest;
import dev.seaworthy.image.Interest.ExactPath;
import dev.seaworthy.image.Interest.Magic;
import dev.seaworthy.image.Interest.Name;
import dev.seaworthy.image.Interest.NameBelow;
import dev.seaworthy.image.Interest.NameInDirectory;
import dev.seaworthy.image.Interest.Pattern;
import dev.seaworthy.image.Interest.Suffix;
import dev.seaworthy.image.Interest.SuffixBelow;
import dev.seaworthy.image.Interest.Under;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Tells, slowly and plainly, whether an interest wants a file.
public final class Wanting {

  private Wanting() {}

  public static boolean wants(Interest interest, String path, byte[] content) {
    return interest.patterns().stream().anyMatch(pattern -> wants(pattern, path, content));
  }

  private static boolean wants(Pattern pattern, String path, byte[] content) {
    List<String> parts = Arrays.asList(path.substring(1).split("/", -1));
    String name = parts.getLast();
    String parent = parts.size() < 2 ? "" : parts.get(parts.size() - 2);
    return switch (pattern) {
      case ExactPath(String exact) -> path.equals(exact);
      case Name(String wanted) -> name.equals(wanted);
      case Suffix(String suffix) -> name.toLowerCase(Locale.ROOT).endsWith(suffix);
      case Under(String directory) -> path.startsWith(directory);
      case NameInDirectory(String suffix, String wanted) ->
          name.equals(wanted) && parent.endsWith(suffix);
      case NameBelow(String directory, String wanted) ->
          name.equals(wanted) && parts.subList(0, parts.size() - 1).contains(directory);
      case SuffixBelow(String directory, String suffix) ->
          name.toLowerCase(Locale.ROOT).endsWith(suffix)
              && parts.subList(0, parts.size() - 1).contains(directory);
      case Magic(String bytes, int offset, long sizeMin) ->
          content.length >= sizeMin
              && new String(content, StandardCharsets.ISO_8859_1).startsWith(bytes, offset);
    };
  }
}
