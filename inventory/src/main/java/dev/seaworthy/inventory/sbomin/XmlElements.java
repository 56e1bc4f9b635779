package dev.seaworthy.inventory.sbomin;

import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.inventory.InventoryError;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Reads an XML document part by part. Document types are refused, so no entity can grow or reach
/// out; depth, values and texts are bounded as in JSON.
final class XmlElements {

  /// @param namespace or empty
  record Root(String namespace, String name) {}

  private static final int HEAD_BYTES = 200;
  private static final Pattern DECLARATION =
      Pattern.compile("<\\?xml[^>]{1,120}encoding\\s*=\\s*[\"']([A-Za-z0-9._-]{1,40})");

  private final byte[] bytes;
  private final String what;
  private final int depthMax;
  private final long textCharsMax;
  private final long valuesMax;

  XmlElements(byte[] bytes, String what, Limits limits) {
    this.bytes = bytes;
    this.what = what;
    this.depthMax = limits.asInt(Limit.JSON_DEPTH);
    this.textCharsMax = limits.of(Limit.JSON_STRING_BYTES);
    this.valuesMax = limits.of(Limit.SBOM_ELEMENT_VALUES);
  }

  /// The root element.
  Root root() {
    try {
      XMLStreamReader reader = reader();
      while (reader.hasNext()) {
        if (next(reader) == XMLStreamConstants.START_ELEMENT) {
          String namespace = reader.getNamespaceURI();
          return new Root(namespace == null ? "" : namespace, reader.getLocalName());
        }
      }
      throw damaged("it has no root element", null);
    } catch (XMLStreamException e) {
      throw damaged(e);
    }
  }

  /// Visits the elements of one name below a child of the root, in their order.
  ///
  /// @param parent the child of the root, or empty for the root itself
  void each(String parent, String name, Consumer<XmlElement> visitor) {
    int wantedDepth = parent.isEmpty() ? 2 : 3;
    try {
      XMLStreamReader reader = reader();
      int depth = 0;
      boolean isInParent = parent.isEmpty();
      while (reader.hasNext()) {
        switch (next(reader)) {
          case XMLStreamConstants.START_ELEMENT -> {
            depth++;
            checkDepth(depth);
            if (depth == 2 && !parent.isEmpty()) {
              isInParent = reader.getLocalName().equals(parent);
            }
            if (depth == wantedDepth && isInParent && reader.getLocalName().equals(name)) {
              visitor.accept(element(reader, depth, new long[1]));
              depth--;
            }
          }
          case XMLStreamConstants.END_ELEMENT -> depth--;
          default -> {
            // Text, comments and processing instructions between elements.
          }
        }
      }
    } catch (XMLStreamException e) {
      throw damaged(e);
    }
  }

  /// The element that the reader stands on, read to its end.
  private XmlElement element(XMLStreamReader reader, int depth, long[] values)
      throws XMLStreamException {
    checkDepth(depth);
    String name = reader.getLocalName();
    Map<String, String> attributes = new HashMap<>();
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      count(values);
      attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
    }
    count(values);
    StringBuilder text = new StringBuilder();
    List<XmlElement> children = new ArrayList<>();
    while (reader.hasNext()) {
      switch (next(reader)) {
        case XMLStreamConstants.START_ELEMENT -> children.add(element(reader, depth + 1, values));
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
          if (text.length() + (long) reader.getTextLength() > textCharsMax) {
            throw beyond("a text of more characters", Limit.JSON_STRING_BYTES, textCharsMax);
          }
          text.append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
        }
        case XMLStreamConstants.END_ELEMENT -> {
          return new XmlElement(name, attributes, text.toString(), children);
        }
        default -> {
          // Comments and processing instructions.
        }
      }
    }
    throw damaged("it ends inside <%s>".formatted(name), null);
  }

  private int next(XMLStreamReader reader) throws XMLStreamException {
    int event = reader.next();
    if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
      throw damaged(
          "line %s: it has a document type or an entity, which no bill of materials needs and"
                  .formatted(reader.getLocation().getLineNumber())
              + " which are not read",
          null);
    }
    return event;
  }

  private void count(long[] values) {
    values[0]++;
    if (values[0] > valuesMax) {
      throw beyond("one element with more values", Limit.SBOM_ELEMENT_VALUES, valuesMax);
    }
  }

  private void checkDepth(int depth) {
    if (depth > depthMax) {
      throw beyond("elements nested deeper", Limit.JSON_DEPTH, depthMax);
    }
  }

  private SeaworthyException beyond(String found, Limit limit, long bound) {
    return new SeaworthyException(
        InventoryError.SBOM_LIMIT,
        "%s has %s than the limit %s = %s".formatted(what, found, limit.key(), bound));
  }

  private SeaworthyException damaged(XMLStreamException e) {
    // The location stands in the message too, over two lines.
    String message = String.valueOf(e.getMessage());
    int end = message.indexOf("Message: ");
    return damaged(
        "line %s, column %s: %s"
            .formatted(
                e.getLocation() == null ? "?" : e.getLocation().getLineNumber(),
                e.getLocation() == null ? "?" : e.getLocation().getColumnNumber(),
                Text.shorten(end < 0 ? message : message.substring(end + 9), 300)),
        e);
  }

  private SeaworthyException damaged(
      String problem, @org.jspecify.annotations.Nullable Throwable cause) {
    return new SeaworthyException(
        InventoryError.SBOM_DAMAGED, what + " is not well-formed XML: " + problem, cause);
  }

  private XMLStreamReader reader() throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    // The default reporter writes to the console; the exception says the same.
    factory.setXMLReporter((message, type, information, location) -> {});
    // Its own bound has no error of its own; ours holds instead.
    factory.setProperty("jdk.xml.maxElementDepth", "0");
    return factory.createXMLStreamReader(
        new InputStreamReader(
            new ByteArrayInputStream(bytes),
            charset()
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)));
  }

  /// The encoding by the byte order mark or the declaration (XML 1.0, appendix F). Given bytes, the
  /// parser would find it too, but complains of wrong ones to the console.
  private Charset charset() {
    int first = bytes.length < 2 ? 0 : ((bytes[0] & 0xff) << 8) | (bytes[1] & 0xff);
    switch (first) {
      case 0xfeff, 0xfffe -> {
        return StandardCharsets.UTF_16;
      }
      case 0x003c -> {
        return StandardCharsets.UTF_16BE;
      }
      case 0x3c00 -> {
        return StandardCharsets.UTF_16LE;
      }
      default -> {
        // Told by the declaration, or else UTF-8.
      }
    }
    String head =
        new String(bytes, 0, Math.min(bytes.length, HEAD_BYTES), StandardCharsets.ISO_8859_1);
    Matcher declared = DECLARATION.matcher(head);
    String name = declared.find() ? declared.group(1).toUpperCase(Locale.ROOT) : "UTF-8";
    return switch (name) {
      case "UTF-8", "US-ASCII" -> StandardCharsets.UTF_8;
      case "ISO-8859-1" -> StandardCharsets.ISO_8859_1;
      default ->
          throw damaged(
              "its encoding %s is not read; UTF-8, UTF-16 and ISO-8859-1 are"
                  .formatted(Text.shorten(name, 40)),
              null);
    };
  }
}
