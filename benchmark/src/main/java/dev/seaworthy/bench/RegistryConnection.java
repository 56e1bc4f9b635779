package dev.seaworthy.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// One connection to a registry, HTTP/1.1 over TLS, kept open: as little work of the client's own
/// as possible, so that the server is measured.
final class RegistryConnection implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 17;

  private final Place place;
  private final SSLSocket socket;
  private final InputStream in;
  private final OutputStream out;

  /// Where a registry is and how to enter it.
  ///
  /// @param host with its port
  /// @param authorization for all repositories but those of `others`
  /// @param others what to send for repositories of a project
  record Place(String host, SSLContext trust, String authorization, Map<String, String> others) {
    Place(String host, SSLContext trust, String authorization) {
      this(host, trust, authorization, Map.of());
    }

    Place also(String project, String value) {
      return new Place(host, trust, authorization, Map.of(project, value));
    }

    private String authorization(String path) {
      for (Map.Entry<String, String> each : others.entrySet()) {
        if (path.startsWith("/v2/" + each.getKey() + "/")) {
          return each.getValue();
        }
      }
      return authorization;
    }
  }

  /// @param text the body, unless it was written elsewhere
  /// @param length of the body
  /// @param location the header, or empty
  record Answer(int status, String text, long length, String location) {}

  private RegistryConnection(Place place, SSLSocket socket) throws IOException {
    this.place = place;
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES);
    this.out = socket.getOutputStream();
  }

  static RegistryConnection open(Place place) throws IOException, GeneralSecurityException {
    URI address = URI.create("https://" + place.host());
    SSLSocket socket =
        (SSLSocket)
            place.trust().getSocketFactory().createSocket(address.getHost(), address.getPort());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(120_000);
    return new RegistryConnection(place, socket);
  }

  /// @param to takes the body; null for the answer's text
  Answer get(String path, @Nullable OutputStream to) throws IOException {
    head("GET", path, "", -1);
    return answer(to);
  }

  /// A small document.
  void put(String path, String type, byte[] body) throws IOException {
    head("PUT", path, type, body.length);
    out.write(body);
    out.flush();
    require(answer(null), 201, path);
  }

  /// A blob in one piece.
  void push(String repository, Path file, String digest) throws IOException {
    String path = "/v2/%s/blobs/uploads/".formatted(repository);
    head("POST", path, "", 0);
    Answer begun = answer(null);
    require(begun, 202, path);
    URI location = URI.create("https://" + place.host()).resolve(begun.location());
    String query = location.getRawQuery() == null ? "" : location.getRawQuery() + "&";
    head(
        "PUT",
        location.getRawPath() + "?" + query + "digest=" + digest,
        "application/octet-stream",
        Files.size(file));
    try (InputStream from = Files.newInputStream(file)) {
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
        out.write(buffer, 0, read);
      }
    }
    out.flush();
    require(answer(null), 201, path);
  }

  private static void require(Answer answer, int status, String what) throws IOException {
    if (answer.status() != status) {
      throw new IOException("%s: %s %s".formatted(what, answer.status(), answer.text()));
    }
  }

  private void head(String method, String path, String type, long length) throws IOException {
    StringBuilder head = new StringBuilder();
    head.append(method).append(' ').append(path).append(" HTTP/1.1\r\nHost: ").append(place.host());
    head.append("\r\nAuthorization: ").append(place.authorization(path)).append("\r\n");
    head.append("Accept: */*\r\n");
    if (!type.isEmpty()) {
      head.append("Content-Type: ").append(type).append("\r\n");
    }
    if (length >= 0) {
      head.append("Content-Length: ").append(length).append("\r\n");
    }
    out.write(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private Answer answer(@Nullable OutputStream to) throws IOException {
    String[] first = line().split(" ", 3);
    Map<String, String> headers = new HashMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    OutputStream into = to == null ? text : to;
    long length = 0;
    if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
      for (long chunk = chunk(); chunk > 0; chunk = chunk()) {
        length += chunk;
        copy(chunk, into);
        line();
      }
      line();
    } else {
      length = Long.parseLong(headers.getOrDefault("content-length", "0"));
      copy(length, into);
    }
    return new Answer(
        Integer.parseInt(first[1]),
        text.toString(StandardCharsets.UTF_8),
        length,
        headers.getOrDefault("location", ""));
  }

  private long chunk() throws IOException {
    return Long.parseLong(line().split(";", 2)[0].strip(), 16);
  }

  private void copy(long length, OutputStream to) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    for (long left = length; left > 0; ) {
      int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (read < 0) {
        throw new EOFException("the answer was cut off");
      }
      to.write(buffer, 0, read);
      left -= read;
    }
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the answer was cut off");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
