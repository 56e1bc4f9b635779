package dev.seaworthy.advisory.feed.oval;

import dev.seaworthy.advisory.AdvisoryError;
import dev.seaworthy.advisory.feed.AdvisoryFeed;
import dev.seaworthy.advisory.feed.DocumentBeginning;
import dev.seaworthy.advisory.feed.FeedDocument;
import dev.seaworthy.advisory.feed.RecordSink;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.LimitExceededException;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import java.io.IOException;
import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// OVAL definitions (schema 5.10 and 5.11) of Red Hat, AlmaLinux, Oracle Linux, Photon OS and Azure
/// Linux. The tests that definitions refer to stand behind them, so a document is read twice: first
/// for the tests, then one definition at a time.
public final class OvalFeed implements AdvisoryFeed {

  private final Limits limits;

  public OvalFeed(Limits limits) {
    this.limits = limits;
  }

  @Override
  public String name() {
    return "oval";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public String licence() {
    return "as each record says";
  }

  @Override
  public boolean recognises(String name, DocumentBeginning beginning) {
    return beginning.text().contains("<oval_definitions")
        || beginning.text().contains(":oval_definitions");
  }

  @Override
  public void read(FeedDocument document, RecordSink sink) throws IOException {
    OvalOutline outline = new OvalOutline();
    scan(document, outline::element);
    if (!outline.isOurs()) {
      outline.tell(sink);
      return;
    }
    OvalDefinitions definitions = new OvalDefinitions(outline.tests(), sink);
    scan(document, definitions::element);
  }

  /// Is told of every start of an element; may read on to its end. Answers whether to read on.
  @FunctionalInterface
  private interface ElementVisitor {
    boolean element(XMLStreamReader reader) throws XMLStreamException, IOException;
  }

  private void scan(FeedDocument document, ElementVisitor visitor) throws IOException {
    try (InputStream in = document.content().open(limits.of(Limit.FEED_BYTES))) {
      XMLStreamReader reader = factory().createXMLStreamReader(in);
      boolean isToReadOn = true;
      while (isToReadOn && reader.hasNext()) {
        if (reader.next() == XMLStreamReader.START_ELEMENT) {
          isToReadOn = visitor.element(reader);
        }
      }
    } catch (XMLStreamException e) {
      if (e.getNestedException() instanceof IOException cause) {
        throw cause;
      }
      throw new SeaworthyException(
          AdvisoryError.FEED_DAMAGED,
          "%s is no well-formed XML at line %s, column %s"
              .formatted(
                  document.name(),
                  e.getLocation() == null ? -1 : e.getLocation().getLineNumber(),
                  e.getLocation() == null ? -1 : e.getLocation().getColumnNumber()),
          e);
    } catch (LimitExceededException e) {
      throw new SeaworthyException(AdvisoryError.FEED_TOO_LARGE, String.valueOf(e.getMessage()), e);
    }
  }

  /// Nothing outside of the document is ever fetched, and nothing in it is expanded.
  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    return factory;
  }
}
