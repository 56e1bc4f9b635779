package dev.seaworthy.server.trail;

import dev.seaworthy.server.tls.TrustedAuthorities;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// A syslog server over TLS (RFC 5425), to which each head is one message (RFC 5424). The protocol
/// has no acknowledgement: what is known is that TLS took the message and that the connection ended
/// in order.
final class SyslogTarget implements HeadTarget {
  private static final int PORT = 6514;
  private static final int TIMEOUT_MILLIS = 10_000;

  /// Facility 13 (log audit), severity 5 (notice); RFC 5424 §6.2.1.
  private static final int PRIORITY = 13 * 8 + 5;

  private final InetSocketAddress address;
  private final @Nullable Path authorities;
  private final TargetSurroundings surroundings;

  private SyslogTarget(
      InetSocketAddress address, @Nullable Path authorities, TargetSurroundings surroundings) {
    this.address = address;
    this.authorities = authorities;
    this.surroundings = surroundings;
  }

  static SyslogTarget of(
      URI address, Map<String, String> parameters, TargetSurroundings surroundings) {
    if (address.getHost() == null) {
      throw new IllegalArgumentException(address + " names no host");
    }
    String authorities = parameters.get("ca");
    return new SyslogTarget(
        InetSocketAddress.createUnresolved(
            address.getHost(), address.getPort() < 0 ? PORT : address.getPort()),
        authorities == null ? null : Path.of(authorities),
        surroundings);
  }

  @Override
  public String name() {
    return "syslog+tls://%s:%s".formatted(address.getHostString(), address.getPort());
  }

  @Override
  public void send(Heads.SignedHead head) throws IOException {
    byte[] message = message(head).getBytes(StandardCharsets.UTF_8);
    try (Socket plain = new Socket()) {
      plain.connect(
          new InetSocketAddress(address.getHostString(), address.getPort()), TIMEOUT_MILLIS);
      plain.setSoTimeout(TIMEOUT_MILLIS);
      try (SSLSocket socket = tls(plain);
          OutputStream out = socket.getOutputStream()) {
        // Octet counting, RFC 5425 §4.3.
        out.write((message.length + " ").getBytes(StandardCharsets.US_ASCII));
        out.write(message);
        out.flush();
        socket.shutdownOutput();
        // The end of the other side's stream: it has closed in order, not by a reset.
        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
      }
    } catch (GeneralSecurityException e) {
      throw new IOException("TLS can't be set up: " + e.getMessage(), e);
    }
  }

  private SSLSocket tls(Socket plain) throws IOException, GeneralSecurityException {
    SSLContext context = TrustedAuthorities.context(authorities);
    SSLSocket socket =
        (SSLSocket)
            context
                .getSocketFactory()
                .createSocket(plain, address.getHostString(), address.getPort(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private String message(Heads.SignedHead head) {
    return "<%s>1 %s %s seaworthy %s audit-head [head@32473 sequence=\"%s\"] %s"
        .formatted(
            PRIORITY,
            surroundings.clock().instant().truncatedTo(ChronoUnit.MILLIS),
            surroundings.host().replaceAll("[^!-~]", "-"),
            ProcessHandle.current().pid(),
            head.sequence(),
            head.envelope());
  }
}
