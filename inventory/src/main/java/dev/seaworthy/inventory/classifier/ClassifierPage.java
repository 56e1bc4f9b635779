package dev.seaworthy.inventory.classifier;

import dev.seaworthy.inventory.classifier.BinaryClassifier.Kind;
import java.util.List;
import java.util.stream.Collectors;

/// The reference page of the classifiers.
public final class ClassifierPage {

  private ClassifierPage() {}

  /// The page, in Markdown.
  public static String markdown() {
    List<BinaryClassifier> classifiers = ClassifierTable.builtIn().classifiers();
    StringBuilder page =
        new StringBuilder(
            """
            # What the classifiers recognise

            This page is made from the classifiers themselves; a test keeps the two alike. A classifier looks at
            files of certain names and takes a product's version from their bytes, whoever put them there. `*`
            stands for anything, `{name}` for a version in the file's name. Its components are
            `pkg:generic/<name>@<version>` with the CPE shown. [Why it is done so](decisions/0040-binary-classifiers.md).

            *Proof*: **real** means that a test takes the files of that Debian package without dpkg's database, and
            that the version found is the one that `dpkg-deb` tells. **sample** means that only the bytes of a
            sample are recognised, whose origin is given: take it as unproven.

            """);
    page.append(
        "%s classifiers, %s of them real.\n\n"
            .formatted(
                classifiers.size(), classifiers.stream().filter(ClassifierPage::isReal).count()));
    page.append("| name | files | CPE | proof |\n|---|---|---|---|\n");
    for (BinaryClassifier classifier : classifiers) {
      String files =
          classifier.files().stream()
              .map(glob -> "`" + glob.source() + "`")
              .collect(Collectors.joining(", "));
      page.append("| %s | %s".formatted(classifier.name(), files))
          .append(classifier.kind() == Kind.TEXT ? " (text)" : "")
          .append(" | `%s` | %s |\n".formatted(classifier.cpe(), proof(classifier)));
    }
    return page.toString();
  }

  private static boolean isReal(BinaryClassifier classifier) {
    return !classifier.debian().isEmpty();
  }

  private static String proof(BinaryClassifier classifier) {
    return isReal(classifier)
        ? "**real**: Debian's `%s`".formatted(classifier.debian())
        : "**sample**: " + classifier.origin();
  }
}
