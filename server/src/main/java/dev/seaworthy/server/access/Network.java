package dev.seaworthy.server.access;

import java.math.BigInteger;
import java.net.InetAddress;

/// Addresses that share their first bits (CIDR, RFC 4632).
///
/// @param address any address in it
/// @param bits how many bits they share
record Network(InetAddress address, int bits) {
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
