package dev.seaworthy.signing;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Asks services that are to give short answers soon, and believes nothing of either.
public final class BoundedHttp {

  private BoundedHttp() {}

  /// An answer, once all of it is there.
  ///
  /// @param bytesMax how long its body may be
  /// @param wait how long to wait for all of it: the client's own bound ends with the headers
  /// @throws IOException when there is none, or one that is longer or takes longer
  public static HttpResponse<byte[]> send(
      HttpClient client, HttpRequest request, int bytesMax, Duration wait)
      throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> asked =
        client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), bytesMax));
    try {
      return asked.get(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      asked.cancel(true);
      throw new IOException("no whole answer within %s seconds".formatted(wait.toSeconds()), e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      throw cause instanceof IOException known ? known : new IOException(String.valueOf(cause), e);
    } catch (InterruptedException e) {
      asked.cancel(true);
      throw e;
    }
  }
}
