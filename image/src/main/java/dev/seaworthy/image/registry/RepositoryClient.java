package dev.seaworthy.image.registry;

import dev.seaworthy.base.Limit;
import dev.seaworthy.base.LimitExceededException;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.image.RegistryOptions;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Speaks to one repository of a registry: authentication, tries, and failures in words.
final class RepositoryClient {

  private final RegistryAddress address;
  private final String repository;
  private final Limits limits;
  private final Transport transport;
  private final Retries retries;
  private final Redaction redaction;
  private final Authoriser authoriser;

  RepositoryClient(
      RegistryAddress address,
      String repository,
      RegistryOptions options,
      Limits limits,
      Transport transport,
      Redaction redaction) {
    this.address = address;
    this.repository = repository;
    this.limits = limits;
    this.transport = transport;
    this.redaction = redaction;
    this.retries = new Retries(limits, options.traffic());
    this.authoriser =
        new Authoriser(address, repository, options, limits, transport, retries, redaction);
  }

  Limits limits() {
    return limits;
  }

  Retries retries() {
    return retries;
  }

  /// The repository in words, for messages.
  String shown() {
    return address.registry() + "/" + repository;
  }

  URI at(String path) {
    return address.at(repository + "/" + path);
  }

  /// Asks for something that is read as a whole.
  ///
  /// @return any answer but a passing failure, its body in memory
  /// @throws SeaworthyException when no answer came or it is too long
  Answer document(URI uri, Map<String, List<String>> headers, Limit limit, String what) {
    try {
      return retries.send(
          () -> exchange(Transport.Call.get(uri, headers)).buffered(limit, limits, what));
    } catch (IOException e) {
      throw failure(e, uri);
    }
  }

  /// Asks for something that is streamed.
  ///
  /// @return any answer but a passing failure; the caller closes it
  /// @throws SeaworthyException when no answer came
  Answer stream(URI uri, Map<String, List<String>> headers) {
    try {
      return retries.send(() -> exchange(Transport.Call.get(uri, headers)));
    } catch (IOException e) {
      throw failure(e, uri);
    }
  }

  /// Asks whether something is there.
  ///
  /// @throws SeaworthyException when no answer came
  Answer head(URI uri) {
    try {
      return retries.send(() -> exchange(Transport.Call.head(uri)));
    } catch (IOException e) {
      throw failure(e, uri);
    }
  }

  /// Sends something; what is sent may be sent again when the first try failed in passing.
  ///
  /// @return any answer but a passing failure, its body in memory
  /// @throws SeaworthyException when no answer came
  Answer send(String method, URI uri, Transport.Body body, String what) {
    if (!Transport.isSameOrigin(uri, address.base())) {
      throw new SeaworthyException(
          ImageError.REGISTRY_PROTOCOL,
          "%s wants %s to be sent to another host, %s"
              .formatted(address.registry(), what, Redaction.shown(uri)));
    }
    try {
      return retries.send(() ->
          exchange(new Transport.Call(method, uri, Map.of(), body))
              .buffered(Limit.HTTP_RESPONSE_BYTES, limits, what));
    } catch (IOException e) {
      throw failure(e, uri);
    }
  }

  private Answer exchange(Transport.Call call) throws IOException {
    String sent = authoriser.current();
    Answer answer = transport.send(call, sent);
    if (answer.status() != 401 || !Transport.isSameOrigin(answer.uri(), call.uri())) {
      return answer;
    }
    List<Challenge> challenges = Challenge.parse(answer.headers().allValues("WWW-Authenticate"));
    if (challenges.isEmpty()) {
      return answer;
    }
    answer.discard();
    return transport.send(call, authoriser.answer(challenges, sent));
  }

  /// The failure that an answer means.
  ///
  /// @param what was asked for, for the message
  SeaworthyException failure(Answer answer, String what) {
    String said = ErrorBody.said(answer, limits, redaction);
    String from =
        Transport.isSameOrigin(answer.uri(), address.base())
            ? address.registry()
            : String.valueOf(answer.uri().getHost());
    return switch (answer.status()) {
      case 401, 403 ->
          new SeaworthyException(
              ImageError.REGISTRY_UNAUTHORISED,
              "%s refuses access to %s (status %s)%s".formatted(from, what, answer.status(), said));
      case 404 ->
          new SeaworthyException(
              ImageError.NOT_FOUND, "%s has no %s%s".formatted(from, what, said));
      case 407 ->
          new SeaworthyException(
              ImageError.REGISTRY_UNREACHABLE,
              "the proxy on the way to %s asks for credentials".formatted(from),
              "Put them into HTTPS_PROXY as in http://user:password@proxy:3128.",
              null);
      case 429 ->
          new SeaworthyException(
              ImageError.REGISTRY_REFUSED,
              "%s asks to wait before %s is fetched (status 429%s)%s"
                  .formatted(from, what, retryAfter(answer), said));
      default ->
          new SeaworthyException(
              ImageError.REGISTRY_REFUSED,
              "%s answers with status %s when asked for %s%s"
                  .formatted(from, answer.status(), what, said));
    };
  }

  private String retryAfter(Answer answer) {
    String value = answer.header("Retry-After");
    return value.isEmpty() ? "" : ", Retry-After: " + redaction.shown(value);
  }

  /// The failure that no answer means.
  SeaworthyException failure(IOException e, URI uri) {
    if (e instanceof LimitExceededException) {
      return new SeaworthyException(
          ImageError.LIMIT, "%s: %s".formatted(address.registry(), e.getMessage()), e);
    }
    String host = String.valueOf(uri.getAuthority());
    SSLException tls = cause(e, SSLException.class);
    if (tls != null) {
      return tlsFailure(tls, host);
    }
    String why;
    if (cause(e, UnknownHostException.class) != null
        || cause(e, UnresolvedAddressException.class) != null) {
      why = "no such host is known";
    } else if (e instanceof HttpConnectTimeoutException) {
      why = "no connection came about in time";
    } else if (cause(e, ConnectException.class) != null) {
      why = "the connection was refused";
    } else if (e instanceof HttpTimeoutException) {
      why = "no answer within %s seconds".formatted(limits.of(Limit.HTTP_SECONDS));
    } else {
      why = "the connection broke: " + redaction.shown(String.valueOf(e.getMessage()));
    }
    return new SeaworthyException(
        ImageError.REGISTRY_UNREACHABLE, "%s can't be reached: %s".formatted(host, why), e);
  }

  private SeaworthyException tlsFailure(SSLException e, String host) {
    if (Retries.isNoTls(e)) {
      return new SeaworthyException(
          ImageError.REGISTRY_TLS,
          host + " answers without TLS",
          "If the registry has none, say so with --plain-http.",
          e);
    }
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return new SeaworthyException(
        ImageError.REGISTRY_TLS,
        "TLS with %s failed: %s"
            .formatted(host, redaction.shown(String.valueOf(root.getMessage()))),
        e);
  }

  private static <T extends Throwable> @Nullable T cause(Throwable failure, Class<T> type) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return type.cast(cause);
      }
    }
    return null;
  }
}
