package dev.seaworthy.signing.x509;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.signing.BoundedHttp;
import dev.seaworthy.signing.Cryptography;
import dev.seaworthy.signing.DigestAlgorithm;
import dev.seaworthy.signing.ServiceAddress;
import dev.seaworthy.signing.SigningError;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Duration;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.jspecify.annotations.Nullable;

/// A service that vouches for the time of signatures, over HTTP (RFC 3161 §3.4). What it gives is
/// signed itself, so that plain HTTP does, as such services mostly have it.
public final class TimestampAuthority {

  private static final Duration WAIT_MAX = Duration.ofSeconds(20);
  private static final int ANSWER_BYTES_MAX = 200_000;
  private static final int NONCE_BITS = 64;
  private static final int OK = 200;

  private final URI address;
  private final Cryptography cryptography;

  private TimestampAuthority(URI address, Cryptography cryptography) {
    this.address = address;
    this.cryptography = cryptography;
  }

  /// @throws SeaworthyException [SigningError#BAD_REFERENCE] when it is no address
  public static TimestampAuthority at(String address, Cryptography cryptography) {
    try {
      URI uri = new URI(address);
      if (uri.getHost() != null
          && uri.getUserInfo() == null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
        return new TimestampAuthority(uri, cryptography);
      }
    } catch (URISyntaxException e) {
      // Told below, as any other text that is no address.
    }
    throw new SeaworthyException(
        SigningError.BAD_REFERENCE,
        "%s is no address of a timestamp authority (http:// or https://, without a user)"
            .formatted(ServiceAddress.shown(address)));
  }

  /// A token over these bytes.
  ///
  /// @throws SeaworthyException [SigningError#TIMESTAMP]
  public byte[] token(byte[] signature) {
    try {
      byte[] digest = cryptography.newDigest(DigestAlgorithm.SHA256).digest(signature);
      TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
      generator.setCertReq(true);
      TimeStampRequest request =
          generator.generate(
              TSPAlgorithms.SHA256, digest, new BigInteger(NONCE_BITS, cryptography.random()));
      TimeStampResponse response = new TimeStampResponse(answer(request.getEncoded()));
      response.validate(request);
      if (response.getTimeStampToken() == null) {
        throw failed("it made none: " + response.getStatusString(), null);
      }
      return response.getTimeStampToken().getEncoded();
    } catch (SeaworthyException e) {
      throw e;
    } catch (IOException | TSPException | GeneralSecurityException e) {
      throw failed(String.valueOf(e.getMessage()), e);
    } catch (RuntimeException e) {
      // Bouncy Castle's own on an answer that is none.
      throw failed("its answer is none of RFC 3161", e);
    }
  }

  private byte[] answer(byte[] request) throws IOException {
    try (HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(WAIT_MAX)
            .build()) {
      HttpResponse<byte[]> response =
          BoundedHttp.send(
              client,
              HttpRequest.newBuilder(address)
                  .timeout(WAIT_MAX)
                  .header("Content-Type", "application/timestamp-query")
                  .POST(BodyPublishers.ofByteArray(request))
                  .build(),
              ANSWER_BYTES_MAX,
              WAIT_MAX);
      if (response.statusCode() != OK) {
        throw failed("it answered %s".formatted(response.statusCode()), null);
      }
      return response.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed("somebody stopped it", e);
    }
  }

  private SeaworthyException failed(String reason, @Nullable Throwable cause) {
    return new SeaworthyException(
        SigningError.TIMESTAMP,
        "tried to have a signature timestamped by %s: %s"
            .formatted(ServiceAddress.shown(address.toString()), reason),
        cause);
  }
}
