package dev.seaworthy.signingkeyless;

import static dev.seaworthy.signingkeyless.Refusals.refused;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.signing.SigningError;
import dev.seaworthy.signing.keyless.KeylessError;
import dev.seaworthy.signing.keyless.SignerName;
import dev.sigstore.timestamp.client.ImmutableTimestampResponse;
import dev.sigstore.timestamp.client.TimestampException;
import dev.sigstore.timestamp.client.TimestampResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.OtherName;

/// A signer's certificate, once it is known to be by a trusted authority: what Fulcio writes into
/// it (`docs/oid-info.md` and `docs/certificate-specification.md` of sigstore's fulcio).
///
/// @param certificate valid for minutes
record SignerCertificate(X509Certificate certificate) {

  private static final String CODE_SIGNING = "1.3.6.1.5.5.7.3.3";
  private static final String ALTERNATIVE_NAMES = "2.5.29.17";
  private static final String ISSUER = "1.3.6.1.4.1.57264.1.8";

  /// Its bytes are the text itself and no DER.
  private static final String OLDER_ISSUER = "1.3.6.1.4.1.57264.1.1";

  private static final String OTHER_NAME = "1.3.6.1.4.1.57264.1.7";

  byte[] encoded() {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was read has bytes", e);
    }
  }

  /// The library asks for a chain, and not what the certificate is for.
  void requireCodeSigning(String what) {
    List<String> uses;
    try {
      uses = certificate.getExtendedKeyUsage();
    } catch (CertificateParsingException e) {
      throw refused(KeylessError.BAD_BUNDLE, what, "its certificate is damaged", e);
    }
    if (uses == null || !uses.contains(CODE_SIGNING) || certificate.getBasicConstraints() >= 0) {
      throw new SeaworthyException(
          SigningError.NO_CODE_SIGNING, what + ": the signer's certificate is for something else");
    }
  }

  SignerName name(String what) {
    List<String> names;
    String issuer;
    try {
      names = names();
      issuer = issuer();
    } catch (IOException | IllegalArgumentException | IllegalStateException e) {
      throw refused(KeylessError.OTHER_IDENTITY, what, "its certificate's names can't be read", e);
    }
    if (names.size() != 1) {
      throw refused(
          KeylessError.OTHER_IDENTITY,
          what,
          "its certificate has %s names, and exactly one counts".formatted(names.size()));
    }
    if (issuer.isEmpty()) {
      throw refused(
          KeylessError.OTHER_ISSUER, what, "its certificate doesn't say who vouched for the name");
    }
    return new SignerName(names.getFirst(), issuer);
  }

  private List<String> names() throws IOException {
    byte[] extension = certificate.getExtensionValue(ALTERNATIVE_NAMES);
    List<String> found = new ArrayList<>();
    if (extension == null) {
      return found;
    }
    for (GeneralName name : GeneralNames.getInstance(inside(extension)).getNames()) {
      switch (name.getTagNo()) {
        case GeneralName.rfc822Name, GeneralName.uniformResourceIdentifier ->
            found.add(ASN1IA5String.getInstance(name.getName()).getString());
        case GeneralName.otherName -> found.add(text(OtherName.getInstance(name.getName())));
        default -> throw new IllegalArgumentException("a name of kind " + name.getTagNo());
      }
    }
    return found;
  }

  private static String text(OtherName name) {
    if (!name.getTypeID().getId().equals(OTHER_NAME)) {
      throw new IllegalArgumentException("a name of kind " + name.getTypeID());
    }
    return ASN1UTF8String.getInstance(name.getValue()).getString();
  }

  private String issuer() throws IOException {
    byte[] extension = certificate.getExtensionValue(ISSUER);
    if (extension != null) {
      return ASN1UTF8String.getInstance(inside(extension)).getString();
    }
    byte[] older = certificate.getExtensionValue(OLDER_ISSUER);
    return older == null
        ? ""
        : new String(ASN1OctetString.getInstance(older).getOctets(), StandardCharsets.UTF_8);
  }

  private static ASN1Primitive inside(byte[] extension) throws IOException {
    return ASN1Primitive.fromByteArray(ASN1OctetString.getInstance(extension).getOctets());
  }

  /// @param source who says so, for the message
  void requireValid(Instant at, String source, String what) {
    Instant from = certificate.getNotBefore().toInstant();
    Instant through = certificate.getNotAfter().toInstant();
    if (at.isBefore(from) || at.isAfter(through)) {
      throw refused(
          KeylessError.OUTSIDE_CERTIFICATE,
          what,
          "%s says %s, and the certificate was valid from %s through %s"
              .formatted(source, at, from, through));
    }
  }

  /// When a timestamp was made. Nobody vouches for it yet.
  static Instant time(byte[] timestamp) throws TimestampException {
    return response(timestamp).getGenTime().toInstant();
  }

  static TimestampResponse response(byte[] timestamp) {
    return ImmutableTimestampResponse.builder().encoded(timestamp).build();
  }
}
