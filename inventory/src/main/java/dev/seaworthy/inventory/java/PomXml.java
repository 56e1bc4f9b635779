package dev.seaworthy.inventory.java;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// The few elements of a `pom.xml` (Maven POM Reference) that we use. It is never resolved: what
/// its parents or properties would say isn't in the image.
///
/// @param version its own or its parent's; empty when neither is written out
/// @param licences the names of its licences
record PomXml(String group, String artifact, String version, List<String> licences) {

  private static final int DEPTH_MAX = 100;
  private static final int TEXT_CHARS_MAX = 1_000;

  PomXml {
    licences = List.copyOf(licences);
  }

  /// @param groupByPath,artifactByPath what the entry's name says; a file that can't be read says
  ///   no more than that
  static PomXml read(byte[] bytes, String groupByPath, String artifactByPath) {
    String version = "";
    String parentVersion = "";
    List<String> licences = new ArrayList<>();
    try {
      // Given bytes, the parser complains of wrong encodings to the console; names are ASCII
      // anyway.
      XMLStreamReader reader =
          factory()
              .createXMLStreamReader(new StringReader(new String(bytes, StandardCharsets.UTF_8)));
      Deque<String> path = new ArrayDeque<>();
      StringBuilder text = new StringBuilder();
      while (reader.hasNext() && path.size() <= DEPTH_MAX) {
        switch (reader.next()) {
          case XMLStreamConstants.START_ELEMENT -> {
            path.addLast(reader.getLocalName());
            text.setLength(0);
          }
          case XMLStreamConstants.CHARACTERS -> {
            if (text.length() < TEXT_CHARS_MAX) {
              text.append(reader.getText());
            }
          }
          case XMLStreamConstants.END_ELEMENT -> {
            String value = text.toString().strip();
            switch (String.join("/", path)) {
              case "project/version" -> version = value;
              case "project/parent/version" -> parentVersion = value;
              case "project/licenses/license/name" -> licences.add(value);
              default -> {
                // The rest says how it was built.
              }
            }
            path.removeLast();
            text.setLength(0);
          }
          default -> {
            // Comments and processing instructions.
          }
        }
      }
    } catch (XMLStreamException e) {
      // Licences and version are extras here; the name stands in the entry's path.
      return new PomXml(groupByPath, artifactByPath, "", licences);
    }
    String written = version.isEmpty() ? parentVersion : version;
    return new PomXml(groupByPath, artifactByPath, written.contains("${") ? "" : written, licences);
  }

  /// No document type, no entities: a hostile one could make them grow or reach out.
  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    // The default reporter writes to the console; the exception says the same.
    factory.setXMLReporter((message, type, information, location) -> {});
    return factory;
  }
}
