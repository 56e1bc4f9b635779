package dev.seaworthy.testkit.oracle;

import dev.seaworthy.testkit.Command;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/// How oracle scripts are asked: a line for each pair on standard input, both versions in
/// hexadecimal UTF-8 with a tab between, so that no byte of a version means anything on the way; a
/// line `-1`, `0`, `1` or `x` for each on standard output.
final class PairProtocol {
  private PairProtocol() {}

  static List<Order> ask(Command command, List<VersionPair> pairs) {
    StringBuilder input = new StringBuilder();
    for (VersionPair pair : pairs) {
      input.append(hex(pair.left())).append('\t').append(hex(pair.right())).append('\n');
    }
    List<Order> answers =
        command.input(input.toString()).lines().stream().map(Order::parse).toList();
    if (answers.size() != pairs.size()) {
      throw new IllegalStateException(
          "%s gave %s answers to %s pairs"
              .formatted(command.words(), answers.size(), pairs.size()));
    }
    return answers;
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
  }
}
