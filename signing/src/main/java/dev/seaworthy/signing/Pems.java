package dev.seaworthy.signing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/// Certificates as text, several after each other (RFC 7468 §5).
public final class Pems {

  private static final String END = "-----END " + Pem.CERTIFICATE + "-----";

  private Pems() {}

  /// Each certificate of a text, in DER; none for a text without.
  ///
  /// @throws IllegalArgumentException when what is in a block is no Base64
  public static List<byte[]> certificates(String text) {
    List<byte[]> ders = new ArrayList<>();
    int from = 0;
    for (int end = text.indexOf(END); end >= 0; end = text.indexOf(END, from)) {
      int to = end + END.length();
      ders.add(Pem.decode(text.substring(from, to), Pem.CERTIFICATE));
      from = to;
    }
    return ders;
  }

  /// These certificates in PEM.
  public static String ofCertificates(Collection<byte[]> ders) {
    return ders.stream().map(der -> Pem.encode(der, Pem.CERTIFICATE)).collect(Collectors.joining());
  }
}
