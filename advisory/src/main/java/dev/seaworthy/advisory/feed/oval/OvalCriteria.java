package dev.seaworthy.advisory.feed.oval;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// The criteria of one definition as a tree, and the packages that make it true.
///
/// @param isAll whether all parts must hold, else any of them
/// @param parts below it
/// @param test a test's id where it is one; empty for a branch
/// @param comment of the test, for people, and all that tells tests of other kinds apart
/// @param isNegated whether it holds when its parts don't
record OvalCriteria(
    boolean isAll, List<OvalCriteria> parts, String test, String comment, boolean isNegated) {

  private static final Pattern MODULE = Pattern.compile("Module (\\S+:\\S+) is enabled");
  private static final Pattern ARCHITECTURE =
      Pattern.compile("(?:.* )?arch(?:itecture)? is (\\S+)");

  private static final int DEPTH_MAX = 30;

  OvalCriteria {
    parts = List.copyOf(parts);
  }

  /// What has to hold for a package besides its version.
  ///
  /// @param ecosystem OSV's word, or empty where the definition doesn't tell
  /// @param module or empty
  /// @param architecture or empty
  record Context(String ecosystem, String module, String architecture) {
    static final Context NONE = new Context("", "", "");
  }

  /// Takes the packages that make the definition true.
  @FunctionalInterface
  interface PackageVisitor {
    void affected(Context context, OvalTests.VersionTest test, OvalTests.VersionTest floorOrSame);
  }

  /// Reads on from the start of a `criteria` element to its end.
  static OvalCriteria read(XMLStreamReader reader) throws XMLStreamException {
    return read(reader, 0);
  }

  private static OvalCriteria read(XMLStreamReader reader, int depth) throws XMLStreamException {
    if (depth > DEPTH_MAX) {
      throw new XMLStreamException("criteria nested too deep", reader.getLocation());
    }
    boolean isAll = !OvalTests.attribute(reader, "operator").equals("OR");
    boolean isNegated = OvalTests.attribute(reader, "negate").equals("true");
    List<OvalCriteria> parts = new ArrayList<>();
    while (OvalTests.isWithin(reader, "criteria")) {
      if (!reader.isStartElement()) {
        continue;
      }
      switch (reader.getLocalName()) {
        case "criteria" -> parts.add(read(reader, depth + 1));
        case "criterion" ->
            parts.add(
                new OvalCriteria(
                    true,
                    List.of(),
                    OvalTests.attribute(reader, "test_ref"),
                    OvalTests.attribute(reader, "comment"),
                    OvalTests.attribute(reader, "negate").equals("true")));
        default -> {
          // A definition that this one builds on tells the platform only.
        }
      }
    }
    return new OvalCriteria(isAll, parts, "", "", isNegated);
  }

  /// Passes every package on whose version can make the definition true.
  void visit(
      OvalTests tests,
      OvalPublisher publisher,
      Context outer,
      Consumer<String> leftOut,
      PackageVisitor visitor) {
    if (isNegated) {
      leftOut.accept("criteria by what is not there");
      return;
    }
    Context context = isAll ? within(publisher, outer) : outer;
    OvalTests.VersionTest floor = floor(tests);
    for (OvalCriteria part : parts) {
      if (part.test.isEmpty()) {
        part.visit(tests, publisher, context, leftOut, visitor);
      } else if (!part.isNegated) {
        tests
            .versionTest(part.test)
            .filter(test -> !test.operation().equals("greater than"))
            .ifPresent(test ->
                visitor.affected(
                    context,
                    test,
                    floor != null && floor.packageName().equals(test.packageName())
                        ? floor
                        : test));
      }
    }
  }

  /// The lower bound of a package's versions, where the criteria name one (Azure Linux).
  private OvalTests.@Nullable VersionTest floor(OvalTests tests) {
    if (!isAll) {
      return null;
    }
    return parts.stream()
        .flatMap(part -> tests.versionTest(part.test).stream())
        .filter(test -> test.operation().equals("greater than"))
        .findFirst()
        .orElse(null);
  }

  private Context within(OvalPublisher publisher, Context outer) {
    Context context = outer;
    for (OvalCriteria part : parts) {
      String installed = part.comment.replaceFirst(" is installed$", "");
      String ecosystem = installed.equals(part.comment) ? "" : publisher.ecosystemOf(installed);
      Matcher module = MODULE.matcher(part.comment);
      Matcher architecture = ARCHITECTURE.matcher(part.comment);
      context =
          new Context(
              ecosystem.isEmpty() ? context.ecosystem : ecosystem,
              module.matches() ? module.group(1) : context.module,
              architecture.matches() ? architecture.group(1) : context.architecture);
    }
    return context;
  }
}
