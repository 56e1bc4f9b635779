package dev.seaworthy.inspection.scap;

import dev.seaworthy.base.BoundedInputStream;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.LimitExceededException;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.inspection.InspectionError;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// Reads results of SCAP checks.
final class ResultsReader {

  private static final String XCCDF = "http://checklists.nist.gov/xccdf/1.";
  private static final int RULES_MAX = 50_000;
  private static final int TEXT_CHARS_MAX = 1_000;

  private final String name;
  private final Limits limits;
  private final Map<String, String> titles = new HashMap<>();
  private final Map<String, Citations> citations = new HashMap<>();
  private final List<ScapRuleResult> rules = new ArrayList<>();

  private String benchmark = "";
  private String benchmarkVersion = "";
  private String profile = "";
  private String target = "";
  private String endTime = "";
  private String version = "";
  private boolean hasResults;
  private boolean isInResults;
  private int depth;

  /// The rule that the reader is in.
  private @Nullable String ruleId;

  private int ruleDepth;

  ResultsReader(String name, Limits limits) {
    this.name = Text.shorten(name, 200);
    this.limits = limits;
  }

  ScapResults read(InputStream in) {
    try (InputStream bounded = BoundedInputStream.of(in, limits, Limit.SCAP_RESULT_BYTES, name)) {
      // Given bytes, the parser writes of a wrong one to the console.
      XMLStreamReader reader =
          factory().createXMLStreamReader(new InputStreamReader(bounded, StandardCharsets.UTF_8));
      while (reader.hasNext()) {
        switch (reader.next()) {
          case XMLStreamConstants.START_ELEMENT -> start(reader);
          case XMLStreamConstants.END_ELEMENT -> end(reader);
          default -> {
            // Text is read where it is wanted.
          }
        }
      }
    } catch (XMLStreamException e) {
      throw bad(
          "line %s: %s"
              .formatted(
                  e.getLocation() == null ? -1 : e.getLocation().getLineNumber(),
                  e.getNestedException() instanceof LimitExceededException limit
                      ? limit.getMessage()
                      : "it is no well-formed XML without a document type"),
          e);
    } catch (IOException e) {
      throw bad(String.valueOf(e.getMessage()), e);
    }
    if (!hasResults) {
      throw bad("it has no XCCDF TestResult", null);
    }
    List<ScapRuleResult> titled =
        rules.stream()
            .map(rule ->
                new ScapRuleResult(
                    rule.rule(),
                    rule.result(),
                    rule.severity(),
                    titles.getOrDefault(rule.rule(), ""),
                    cited(rule.rule())))
            .toList();
    return new ScapResults(benchmark, benchmarkVersion, profile, target, endTime, version, titled);
  }

  private List<String> cited(String rule) {
    Citations found = citations.get(rule);
    return found == null ? List.of() : found.lines();
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    return factory;
  }

  private void start(XMLStreamReader reader) throws XMLStreamException {
    depth++;
    if (depth > limits.asInt(Limit.JSON_DEPTH)) {
      throw bad("it is nested deeper than the limit " + Limit.JSON_DEPTH.key(), null);
    }
    String space = reader.getNamespaceURI();
    if (space == null || !space.startsWith(XCCDF)) {
      return;
    }
    switch (reader.getLocalName()) {
      case "Rule" -> {
        ruleId = attribute(reader, "id");
        ruleDepth = depth;
      }
      case "title" -> title(reader);
      case "ident" -> cite(reader, "system");
      case "reference" -> cite(reader, "href");
      case "TestResult" -> beginResults(reader);
      case "benchmark" -> benchmark = isInResults ? benchmarkId(reader) : benchmark;
      case "profile" -> profile = isInResults ? attribute(reader, "idref") : profile;
      case "target" -> target = isInResults ? text(reader) : target;
      case "rule-result" -> ruleResult(reader);
      default -> {
        // Nothing that is told on.
      }
    }
  }

  private void end(XMLStreamReader reader) {
    if (ruleId != null && depth == ruleDepth) {
      ruleId = null;
    }
    if (isInResults && reader.getLocalName().equals("TestResult")) {
      isInResults = false;
    }
    depth--;
  }

  private void beginResults(XMLStreamReader reader) {
    hasResults = true;
    isInResults = true;
    rules.clear();
    benchmark = "";
    benchmarkVersion = attribute(reader, "version");
    profile = "";
    target = "";
    endTime = attribute(reader, "end-time");
    version = attribute(reader, "test-system");
  }

  private static String benchmarkId(XMLStreamReader reader) {
    String id = attribute(reader, "id");
    return id.isEmpty() ? attribute(reader, "href") : id;
  }

  private void title(XMLStreamReader reader) throws XMLStreamException {
    String id = ruleId;
    if (id != null && depth == ruleDepth + 1 && !id.isEmpty() && !titles.containsKey(id)) {
      bound(titles.size());
      titles.put(id, text(reader));
    }
  }

  /// What a rule answers to elsewhere: an identifier such as a CCE, or a clause of a document.
  private void cite(XMLStreamReader reader, String source) throws XMLStreamException {
    String id = ruleId;
    if (id != null && depth == ruleDepth + 1 && !id.isEmpty()) {
      String document = attribute(reader, source);
      bound(citations.size());
      citations.computeIfAbsent(id, _ -> new Citations()).add(document, text(reader));
    }
  }

  private void ruleResult(XMLStreamReader reader) throws XMLStreamException {
    if (!isInResults) {
      return;
    }
    String rule = attribute(reader, "idref");
    String severity = attribute(reader, "severity");
    String word = "";
    int open = 1;
    while (open > 0) {
      int event = reader.next();
      if (event == XMLStreamConstants.END_ELEMENT) {
        open--;
      } else if (event == XMLStreamConstants.START_ELEMENT) {
        if (open == 1 && reader.getLocalName().equals("result")) {
          word = inner(reader);
        } else {
          open++;
          if (depth + open > limits.asInt(Limit.JSON_DEPTH)) {
            throw bad("it is nested deeper than the limit " + Limit.JSON_DEPTH.key(), null);
          }
        }
      }
    }
    depth--;
    ScapResult result = ScapResult.ofWord(word);
    if (rule.isEmpty() || result == null) {
      throw bad(
          "line %s: the rule \"%s\" has the result \"%s\", which XCCDF doesn't know"
              .formatted(reader.getLocation().getLineNumber(), rule, Text.shorten(word, 40)),
          null);
    }
    bound(rules.size());
    rules.add(
        new ScapRuleResult(rule, result, severity.isEmpty() ? "unknown" : severity, "", List.of()));
  }

  private void bound(int count) {
    if (count >= RULES_MAX) {
      throw bad("it has more than %s rules".formatted(RULES_MAX), null);
    }
  }

  private static String attribute(XMLStreamReader reader, String attribute) {
    String value = reader.getAttributeValue(null, attribute);
    return value == null ? "" : Text.shorten(value, TEXT_CHARS_MAX);
  }

  /// The text of the element that [#start] was called for; [#end] is not called for it.
  private String text(XMLStreamReader reader) throws XMLStreamException {
    String text = inner(reader);
    depth--;
    return text;
  }

  /// The text of the element at hand with that of those inside it; its end has been read then.
  private String inner(XMLStreamReader reader) throws XMLStreamException {
    StringBuilder text = new StringBuilder();
    int open = 1;
    while (open > 0) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          open++;
          if (depth + open > limits.asInt(Limit.JSON_DEPTH)) {
            throw bad("it is nested deeper than the limit " + Limit.JSON_DEPTH.key(), null);
          }
        }
        case XMLStreamConstants.END_ELEMENT -> open--;
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          if (text.length() < TEXT_CHARS_MAX) {
            text.append(reader.getText());
          }
        }
        default -> {
          // Comments and instructions say nothing.
        }
      }
    }
    return Text.shorten(text.toString().strip(), TEXT_CHARS_MAX);
  }

  private SeaworthyException bad(String why, @Nullable Throwable cause) {
    return new SeaworthyException(
        InspectionError.BAD_SCAP_RESULTS,
        "reading the SCAP results %s: %s".formatted(name, why),
        cause);
  }
}
