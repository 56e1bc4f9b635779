package dev.seaworthy.inspection.secret;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Measures how many of the secrets that other scanners publish as samples are found. The samples
/// are not ours and no part of the build, so this is a program and no test: its argument is a
/// folder with one file for each, named `NUMBER_NAME` after the file that the secret would lie in.
/// It ends with 1 when fewer than 95 % are found.
public final class PeerSamples {

  private static final double RECALL_MIN = 0.95;

  private PeerSamples() {}

  /// @param args the folder
  public static void main(String[] args) throws IOException {
    System.exit(check(Path.of(args[0])) >= RECALL_MIN ? 0 : 1);
  }

  private static double check(Path folder) throws IOException {
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
    double recall = 1 - (double) missed.size() / files.size();
    missed.forEach(System.out::println);
    System.out.println(
        "found %s of %s (%s)".formatted(files.size() - missed.size(), files.size(), recall));
    return recall;
  }
}
