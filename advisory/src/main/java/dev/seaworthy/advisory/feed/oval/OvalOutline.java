package dev.seaworthy.advisory.feed.oval;

import dev.seaworthy.advisory.feed.RecordSink;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// The first reading of a document: whether any definition is one that we read, and if so the tests
/// behind them. A schema's documents have definitions first, so one of which none is ours ends
/// there.
final class OvalOutline {

  private final OvalTests tests = new OvalTests();
  private final Map<String, Long> leftOut = new TreeMap<>();
  private boolean isOurs;

  /// Whether a definition of that class and id is left out, and why; empty when it isn't.
  static String reasonToLeaveOut(String kind, String id) {
    if (kind.equals("inventory")) {
      return "definitions that only tell a platform";
    }
    return OvalPublisher.of(id).isPresent()
        ? ""
        : "definitions of a distribution that is read from its tracker or from OSV";
  }

  /// @return whether to read on
  boolean element(XMLStreamReader reader) throws XMLStreamException {
    switch (reader.getLocalName()) {
      case "definition" -> {
        String reason =
            reasonToLeaveOut(
                OvalTests.attribute(reader, "class"), OvalTests.attribute(reader, "id"));
        if (reason.isEmpty()) {
          isOurs = true;
        } else {
          leftOut.merge(reason, 1L, Long::sum);
        }
      }
      case "tests" -> {
        return isOurs;
      }
      default -> tests.element(reader);
    }
    return true;
  }

  /// Whether there is anything to read a second time.
  boolean isOurs() {
    return isOurs;
  }

  OvalTests tests() {
    return tests;
  }

  /// Counts the definitions of a document that holds no others.
  void tell(RecordSink sink) {
    leftOut.forEach((reason, count) -> {
      for (long i = 0; i < count; i++) {
        sink.leftOut(reason);
      }
    });
  }
}
