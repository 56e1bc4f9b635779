package dev.seaworthy.advisory.feed.oval;

import dev.seaworthy.advisory.feed.Fields;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// What a definition says beside its criteria.
///
/// @param advisory the id of the bulletin, or empty
/// @param cves each with its vectors by the kind of CVSS
/// @param severity the publisher's word, or empty
/// @param resolutions Red Hat's words on what isn't fixed, by its name for the component
record OvalMetadata(
    String advisory,
    Map<String, Map<String, String>> cves,
    String severity,
    Map<String, String> resolutions,
    String description,
    Instant modified,
    List<String> platforms,
    List<String> references,
    OvalCriteria criteria) {

  private static final int REFERENCES_MAX = 10;
  private static final Pattern CVE = Pattern.compile("(?:CVE:[0-9]+:)?(CVE-[0-9]{4}-[0-9]{4,12})");
  private static final Pattern BULLETIN =
      Pattern.compile("((?:RH[SBE]A|AL[SBE]A|EL[SBE]A|PHSA)-[0-9]{4}[:-][0-9]+(?:-[0-9]+)?).*");

  /// Reads on from the start of a `definition` to its end.
  static OvalMetadata read(XMLStreamReader reader) throws XMLStreamException {
    Reading reading = new Reading();
    while (OvalTests.isWithin(reader, "definition")) {
      if (reader.isStartElement()) {
        reading.element(reader);
      }
    }
    return new OvalMetadata(
        reading.advisory,
        reading.cves,
        reading.severity,
        Map.copyOf(reading.resolutions),
        reading.description,
        reading.modified,
        List.copyOf(reading.platforms),
        List.copyOf(reading.references),
        reading.criteria);
  }

  private static final class Reading {
    private String advisory = "";
    private final Map<String, Map<String, String>> cves = new TreeMap<>();
    private String severity = "";
    private final Map<String, String> resolutions = new TreeMap<>();
    private String description = "";
    private Instant modified = Instant.EPOCH;
    private final List<String> platforms = new ArrayList<>();
    private final List<String> references = new ArrayList<>();
    private OvalCriteria criteria = new OvalCriteria(true, List.of(), "", "", false);

    private void element(XMLStreamReader reader) throws XMLStreamException {
      switch (reader.getLocalName()) {
        case "title" -> title(reader.getElementText().strip());
        case "platform" -> platforms.add(reader.getElementText().strip());
        case "reference" -> reference(reader);
        case "description" -> description = reader.getElementText();
        case "severity" -> severity = reader.getElementText().strip();
        case "issued", "updated" -> date(OvalTests.attribute(reader, "date"));
        case "advisory_date" -> date(reader.getElementText().strip());
        case "cve" -> cve(reader);
        case "resolution" -> resolution(reader);
        case "criteria" -> criteria = OvalCriteria.read(reader);
        default -> {
          // Rights, CPE lists, bug numbers.
        }
      }
    }

    private void title(String title) {
      Matcher bulletin = BULLETIN.matcher(title);
      if (bulletin.matches() && advisory.isEmpty()) {
        advisory = bulletin.group(1);
      }
    }

    private void reference(XMLStreamReader reader) {
      String id = OvalTests.attribute(reader, "ref_id");
      Matcher cve = CVE.matcher(id);
      if (cve.matches()) {
        cves.computeIfAbsent(cve.group(1), _ -> new TreeMap<>());
      }
      String url = OvalTests.attribute(reader, "ref_url");
      boolean isAddress = url.startsWith("https://") || url.startsWith("http://");
      if (isAddress && url.length() < 500 && references.size() < REFERENCES_MAX) {
        references.add(url);
      }
    }

    private void resolution(XMLStreamReader reader) throws XMLStreamException {
      String state = OvalTests.attribute(reader, "state");
      while (OvalTests.isWithin(reader, "resolution")) {
        if (reader.isStartElement() && reader.getLocalName().equals("component")) {
          resolutions.put(reader.getElementText().strip(), state);
        }
      }
    }

    /// `cvss3="9.8/CVSS:3.1/AV:N/…"`: the score, then the vector; AlmaLinux leaves the score out.
    private void cve(XMLStreamReader reader) throws XMLStreamException {
      Map<String, String> vectors = new TreeMap<>();
      String third = OvalTests.attribute(reader, "cvss3");
      String second = OvalTests.attribute(reader, "cvss2");
      if (third.contains("CVSS:3")) {
        vectors.put("CVSS_V3", third.substring(third.indexOf("CVSS:3")));
      }
      if (second.contains("AV:")) {
        vectors.put("CVSS_V2", second.substring(second.indexOf("AV:")));
      }
      Matcher cve = CVE.matcher(reader.getElementText().strip());
      if (cve.matches()) {
        cves.computeIfAbsent(cve.group(1), _ -> new TreeMap<>()).putAll(vectors);
      }
    }

    private void date(String text) {
      Instant date = Fields.date(text.length() == 10 ? text + "T00:00:00Z" : text);
      modified = date.isAfter(modified) ? date : modified;
    }
  }
}
