package dev.seaworthy.inspection.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.Need;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// How many of the secrets that other scanners publish as samples are found. The samples are not
/// ours: they lie in a folder that the property `seaworthy.peer-secrets` names, one file for each,
/// named `NUMBER_NAME` after the file that the secret would lie in.
class PeerSamplesTest {

  private static final double RECALL_MIN = 0.95;

  @Test
  void nearlyAllAreFound() throws Exception {
    String folder = System.getProperty("seaworthy.peer-secrets", "");
    Need need =
        folder.isEmpty()
            ? Need.missing("published samples of secrets")
            : Need.met("published samples of secrets", Path.of(folder));
    Gates.run("secrets of peers", need, PeerSamplesTest::check);
  }

  private static long check(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    SecretRules rules = SecretRules.builtIn();
    List<String> missed = new ArrayList<>();
    try (ContentScan scan = new ContentScan(rules, KeywordFinders.inJava(rules))) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        byte[] bytes = Files.readAllBytes(file);
        scan.begin("/app/" + name.substring(name.indexOf('_') + 1));
        scan.accept(bytes, 0, bytes.length);
        if (scan.end().secrets().isEmpty()) {
          missed.add(folder.relativize(file).toString());
        }
      }
    }
    assertThat(missed).hasSizeLessThanOrEqualTo((int) (files.size() * (1 - RECALL_MIN)));
    return files.size();
  }
}
