package dev.seaworthy.server;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// An address to listen on.
///
/// @param host a host name or an address, IPv6 without brackets
/// @param port 0 to 65535; 0 for any free one
record HostPort(String host, int port) {
  private static final int PORT_MAX = 65_535;

  /// Reads `HOST:PORT` or `[IPV6]:PORT`.
  ///
  /// @throws IllegalArgumentException when it is neither
  static HostPort parse(String text) {
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? "" : text.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    } else if (host.contains(":")) {
      throw wrong(text);
    }
    String digits = text.substring(colon + 1);
    if (host.isEmpty() || !digits.matches("[0-9]{1,5}") || Integer.parseInt(digits) > PORT_MAX) {
      throw wrong(text);
    }
    return new HostPort(host, Integer.parseInt(digits));
  }

  private static IllegalArgumentException wrong(String text) {
    return new IllegalArgumentException(
        "\"%s\" is no HOST:PORT, such as 127.0.0.1:8443 or [::1]:8443".formatted(text));
  }

  /// For options.
  static final class Converter implements ITypeConverter<HostPort> {
    @Override
    public HostPort convert(String value) {
      try {
        return parse(value);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
