package dev.seaworthy.inspection.scap;

import dev.seaworthy.base.BoundedInputStream;
import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// Which content was used: the digest of a data stream's bytes, and when it was made, which the
/// first component tells (NIST SP 800-126r3, 3.1.3, `@timestamp`).
///
/// @param madeOrNull null where it says nothing that can be read; without a zone it is taken for
///   UTC
record ContentIdentity(Digest digest, @Nullable Instant madeOrNull) {

  private static final String SPACE = "http://scap.nist.gov/schema/scap/source/1.";

  static ContentIdentity of(Path file, Limits limits) throws IOException {
    MessageDigest hash = Digest.Algorithm.SHA256.newMessageDigest();
    try (InputStream in =
            BoundedInputStream.of(
                Files.newInputStream(file), limits, Limit.SCAP_CONTENT_BYTES, file.toString());
        DigestInputStream hashed = new DigestInputStream(in, hash)) {
      hashed.transferTo(OutputStream.nullOutputStream());
    }
    try (InputStream in = Files.newInputStream(file)) {
      return new ContentIdentity(Digest.of(Digest.Algorithm.SHA256, hash.digest()), made(in));
    }
  }

  /// Reads as far as the first component. What is no data stream has no date; what is wrong with it
  /// the checker says.
  private static @Nullable Instant made(InputStream in) throws IOException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      // Given bytes, the parser writes of a wrong one to the console.
      XMLStreamReader reader =
          factory.createXMLStreamReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      while (reader.hasNext()) {
        if (reader.next() == XMLStreamConstants.START_ELEMENT
            && reader.getLocalName().equals("component")
            && String.valueOf(reader.getNamespaceURI()).startsWith(SPACE)) {
          String told = reader.getAttributeValue(null, "timestamp");
          return told == null ? null : instant(told);
        }
      }
      return null;
    } catch (XMLStreamException e) {
      if (e.getNestedException() instanceof IOException failure) {
        throw failure;
      }
      return null;
    }
  }

  private static @Nullable Instant instant(String text) {
    try {
      TemporalAccessor read =
          DateTimeFormatter.ISO_DATE_TIME.parseBest(
              text.strip(), OffsetDateTime::from, LocalDateTime::from);
      return read instanceof OffsetDateTime exact
          ? exact.toInstant()
          : LocalDateTime.from(read).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException _) {
      return null;
    }
  }
}
