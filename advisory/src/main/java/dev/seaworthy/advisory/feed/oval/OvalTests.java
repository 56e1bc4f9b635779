package dev.seaworthy.advisory.feed.oval;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// The tests of a document: which package each looks at, and which versions it is true for.
final class OvalTests {

  private final Map<String, Test> tests = new HashMap<>();
  private final Map<String, String> packageNames = new HashMap<>();
  private final Map<String, State> states = new HashMap<>();

  /// @param states those that must all hold
  /// @param isOfAbsence whether it holds where the package is not there
  private record Test(String object, List<String> states, boolean isOfAbsence) {}

  /// @param operation of the version: `less than`, `less than or equal`, `greater than`, `equals`
  /// @param architectures between bars, or empty
  private record State(String version, String operation, String architectures) {}

  /// What a test on a package's version is true for.
  ///
  /// @param operation as OVAL names it
  /// @param architectures none for all
  record VersionTest(
      String packageName, String operation, String version, List<String> architectures) {}

  /// What a test looks for, when it is one of a package's version; a test that only looks whether a
  /// package is there has the operation `installed`. Empty too for a test that a package is not
  /// there: it is no word on any version.
  Optional<VersionTest> versionTest(String id) {
    Test test = tests.get(id);
    if (test == null || test.isOfAbsence || !packageNames.containsKey(test.object)) {
      return Optional.empty();
    }
    String name = packageNames.get(test.object);
    if (test.states.isEmpty()) {
      return Optional.of(new VersionTest(name, "installed", "", List.of()));
    }
    String version = "";
    String operation = "";
    String architectures = "";
    for (String each : test.states) {
      State state = states.get(each);
      if (state != null) {
        version = state.version.isEmpty() ? version : state.version;
        operation = state.version.isEmpty() ? operation : state.operation;
        architectures = state.architectures.isEmpty() ? architectures : state.architectures;
      }
    }
    return version.isEmpty()
        ? Optional.empty()
        : Optional.of(new VersionTest(name, operation, version, split(architectures)));
  }

  /// `aarch64|x86_64`, with or without brackets around.
  private static List<String> split(String pattern) {
    String plain = pattern.replaceAll("[()^$\\s]", "");
    return plain.isEmpty() ? List.of() : List.of(plain.split("\\|", -1));
  }

  void element(XMLStreamReader reader) throws XMLStreamException {
    switch (reader.getLocalName()) {
      case "rpminfo_test" -> test(reader);
      case "rpminfo_object" -> object(reader);
      case "rpminfo_state" -> state(reader);
      default -> {
        // Other tests tell the platform, a signature or a running kernel: see OvalCriteria.
      }
    }
  }

  private void test(XMLStreamReader reader) throws XMLStreamException {
    String id = attribute(reader, "id");
    boolean isOfAbsence =
        attribute(reader, "check_existence").equals("none_exist")
            || attribute(reader, "check").equals("none satisfy");
    String object = "";
    List<String> named = new ArrayList<>(1);
    while (isWithin(reader, "rpminfo_test")) {
      if (reader.isStartElement() && reader.getLocalName().equals("object")) {
        object = attribute(reader, "object_ref");
      } else if (reader.isStartElement() && reader.getLocalName().equals("state")) {
        named.add(attribute(reader, "state_ref"));
      }
    }
    tests.put(id, new Test(object, List.copyOf(named), isOfAbsence));
  }

  private void object(XMLStreamReader reader) throws XMLStreamException {
    String id = attribute(reader, "id");
    while (isWithin(reader, "rpminfo_object")) {
      if (reader.isStartElement() && reader.getLocalName().equals("name")) {
        packageNames.put(id, reader.getElementText().strip());
      }
    }
  }

  private void state(XMLStreamReader reader) throws XMLStreamException {
    String id = attribute(reader, "id");
    String version = "";
    String operation = "";
    String architectures = "";
    while (isWithin(reader, "rpminfo_state")) {
      if (reader.isStartElement() && reader.getLocalName().equals("evr")) {
        operation = attribute(reader, "operation");
        version = reader.getElementText().strip();
      } else if (reader.isStartElement() && reader.getLocalName().equals("arch")) {
        architectures = reader.getElementText().strip();
      }
    }
    states.put(id, new State(version, operation.isEmpty() ? "equals" : operation, architectures));
  }

  /// Moves on; false at the element's end.
  static boolean isWithin(XMLStreamReader reader, String element) throws XMLStreamException {
    if (!reader.hasNext()) {
      return false;
    }
    reader.next();
    return !(reader.isEndElement() && reader.getLocalName().equals(element));
  }

  static String attribute(XMLStreamReader reader, String name) {
    String value = reader.getAttributeValue(null, name);
    return value == null ? "" : value;
  }
}
