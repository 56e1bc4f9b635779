package dev.seaworthy.signingkeyless;

import dev.seaworthy.signing.Cryptography;
import dev.seaworthy.signing.x509.TimestampAuthority;
import java.io.IOException;
import java.net.URI;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERSequence;

/// A timestamp authority's word in the form of a bundle: the whole answer (RFC 3161 §2.4.2), of
/// which our client gives the token.
///
/// @param authority the client
record TimestampService(TimestampAuthority authority) {

  private static final int GRANTED = 0;

  static TimestampService at(URI address, Cryptography cryptography) {
    return new TimestampService(TimestampAuthority.at(address.toString(), cryptography));
  }

  byte[] response(byte[] signature) {
    try {
      return new DERSequence(
              new org.bouncycastle.asn1.ASN1Encodable[] {
                new DERSequence(new ASN1Integer(GRANTED)),
                ASN1Primitive.fromByteArray(authority.token(signature))
              })
          .getEncoded();
    } catch (IOException e) {
      throw new IllegalStateException("a token that was read is no ASN.1", e);
    }
  }
}
