package dev.seaworthy.image.registry;

import dev.seaworthy.base.Limit;
import dev.seaworthy.base.LimitExceededException;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.image.RegistryOptions;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/// Tries again what failed in passing: a busy or ailing server, a connection that broke.
final class Retries {

  private static final Duration FIRST_WAIT = Duration.ofMillis(500);

  private final Limits limits;
  private final RegistryOptions.Traffic traffic;

  Retries(Limits limits, RegistryOptions.Traffic traffic) {
    this.limits = limits;
    this.traffic = traffic;
  }

  /// One try.
  @FunctionalInterface
  interface Try {
    Answer send() throws IOException;
  }

  /// The first answer that is not a passing failure, or the last one.
  ///
  /// @throws IOException when no try got an answer
  Answer send(Try attempt) throws IOException {
    long tries = limits.of(Limit.HTTP_RETRIES);
    for (int number = 1; ; number++) {
      Duration wait;
      try {
        Answer answer = attempt.send();
        Optional<Duration> asked = delay(answer, number);
        if (number >= tries || asked.isEmpty()) {
          return answer;
        }
        answer.discard();
        wait = asked.get();
      } catch (IOException e) {
        if (number >= tries || !isPassing(e)) {
          throw e;
        }
        wait = backOff(number);
      }
      pause(wait);
    }
  }

  /// How long to wait before the next try; empty when there is no sense in one.
  private Optional<Duration> delay(Answer answer, int number) {
    return switch (answer.status()) {
      case 429, 500, 502, 503, 504 -> {
        Duration wanted = retryAfter(answer.header("Retry-After")).orElse(backOff(number));
        Duration most = Duration.ofSeconds(limits.of(Limit.HTTP_SECONDS));
        yield wanted.compareTo(most) > 0 ? Optional.empty() : Optional.of(wanted);
      }
      default -> Optional.empty();
    };
  }

  /// Seconds, or a date (RFC 9110, section 10.2.3).
  private Optional<Duration> retryAfter(String value) {
    if (value.matches("[0-9]{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
    }
    try {
      Instant when =
          ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT))
              .toInstant();
      Duration wait = Duration.between(traffic.clock().instant(), when);
      return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  static Duration backOff(int number) {
    return FIRST_WAIT.multipliedBy(1L << Math.min(number - 1, 10));
  }

  void pause(Duration time) {
    try {
      traffic.pause().of(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SeaworthyException(
          ImageError.REGISTRY_UNREACHABLE, "interrupted while waiting to ask again", e);
    }
  }

  /// Whether the same request may go well a moment later. A refused connection, an unknown host,
  /// bad certificates and answers that are too long stay as they are.
  static boolean isPassing(IOException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      boolean isLasting =
          switch (cause) {
            case ConnectException _ -> true;
            case UnknownHostException _ -> true;
            case UnresolvedAddressException _ -> true;
            case HttpConnectTimeoutException _ -> true;
            case LimitExceededException _ -> true;
            case SSLHandshakeException _ -> true;
            case SSLException ssl -> isNoTls(ssl);
            default -> false;
          };
      if (isLasting) {
        return false;
      }
    }
    return true;
  }

  /// Whether the other side answered something that is not TLS at all.
  static boolean isNoTls(SSLException e) {
    // The JDK has two wordings for it, and no type.
    return String.valueOf(e.getMessage())
        .toLowerCase(Locale.ROOT)
        .contains("unrecognized ssl message");
  }
}
