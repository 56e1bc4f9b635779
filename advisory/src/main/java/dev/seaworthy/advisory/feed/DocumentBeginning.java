package dev.seaworthy.advisory.feed;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.seaworthy.base.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What the beginning of a document tells about its format.
///
/// @param text the first characters, as far as they are UTF-8
/// @param members the first member names of the document, when it is a JSON object
/// @param path the member names on the way into the first values: of the document, of its first
///   member's value, and so on, as long as these are objects
public record DocumentBeginning(String text, Set<String> members, List<String> path) {

  private static final int TEXT_BYTES_MAX = 2_048;
  private static final int TOKENS_MAX = 4_000;
  private static final int MEMBERS_MAX = 40;

  public DocumentBeginning {
    members = Set.copyOf(members);
    path = List.copyOf(path);
  }

  /// Looks at a document's beginning; without members when it is not a JSON object.
  public static DocumentBeginning of(InputStream in, JsonReader reader) throws IOException {
    byte[] head = in.readNBytes(TEXT_BYTES_MAX);
    String text = new String(head, StandardCharsets.UTF_8);
    if (!text.stripLeading().startsWith("{")) {
      return new DocumentBeginning(text, Set.of(), List.of());
    }
    InputStream whole = new SequenceInputStream(new ByteArrayInputStream(head), in);
    return ofObject(text, whole, reader);
  }

  private static DocumentBeginning ofObject(String text, InputStream in, JsonReader reader)
      throws IOException {
    Set<String> members = new LinkedHashSet<>();
    List<String> path = new ArrayList<>();
    try (JsonParser parser = reader.parser(in)) {
      boolean isDescending = true;
      int depth = 0;
      for (int i = 0; i < TOKENS_MAX && members.size() < MEMBERS_MAX; i++) {
        JsonToken token = parser.nextToken();
        if (token == null || (i == 0 && token != JsonToken.START_OBJECT)) {
          break;
        }
        if (token.isStructStart()) {
          depth++;
          isDescending &= token == JsonToken.START_OBJECT;
        } else if (token.isStructEnd()) {
          depth--;
          isDescending = false;
        } else if (token == JsonToken.FIELD_NAME) {
          if (depth == 1) {
            members.add(parser.currentName());
          }
          if (isDescending && path.size() == depth - 1) {
            path.add(parser.currentName());
          }
        } else {
          isDescending = false;
        }
        if (depth == 0) {
          break;
        }
      }
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      // What begins like a feed and then breaks is that feed, damaged; reading it will say so.
      return new DocumentBeginning(text, members, path);
    }
    return new DocumentBeginning(text, members, path);
  }
}
