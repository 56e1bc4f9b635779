package dev.seaworthy.server.access;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.HexFormat;

/// Addresses that share their first bits (CIDR, RFC 4632).
///
/// @param address any address in it
/// @param bits how many bits they share
public record Network(InetAddress address, int bits) {
  private static final int IPV4_BYTES = 4;
  private static final int SITE_BYTES = 8;

  static Network parse(String text) {
    int slash = text.indexOf('/');
    InetAddress address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
    int all = address.getAddress().length * 8;
    int bits = slash < 0 ? all : Integer.parseInt(text.substring(slash + 1));
    if (bits < 0 || bits > all) {
      throw new IllegalArgumentException(text + " has no length between 0 and " + all);
    }
    return new Network(address, bits);
  }

  static boolean isAddress(String text) {
    try {
      InetAddress.ofLiteral(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /// What one party is sure to have of addresses: one of IPv4, the first 64 bits of IPv6. What is
  /// no address stays as it is.
  public static String block(String address) {
    if (!isAddress(address)) {
      return address;
    }
    byte[] bytes = InetAddress.ofLiteral(address).getAddress();
    return bytes.length == IPV4_BYTES
        ? address
        : HexFormat.of().formatHex(bytes, 0, SITE_BYTES) + "/64";
  }

  boolean holds(InetAddress other) {
    byte[] ours = address.getAddress();
    byte[] theirs = other.getAddress();
    int ignored = ours.length * 8 - bits;
    return ours.length == theirs.length
        && new BigInteger(1, ours)
            .shiftRight(ignored)
            .equals(new BigInteger(1, theirs).shiftRight(ignored));
  }
}
