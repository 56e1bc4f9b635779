package dev.seaworthy.testkit.registry;

import com.sun.net.httpserver.HttpExchange;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;

/// The faults that a server still has to show, in the order in which they were ordered.
final class Faults {
  private final Deque<Fault> ordered = new ArrayDeque<>();

  synchronized void order(int times, Fault fault) {
    for (int i = 0; i < times; i++) {
      ordered.add(fault);
    }
  }

  /// Answers with the fault that is due for this path.
  ///
  /// @param body what the right answer would hold
  /// @return whether one was due; otherwise nothing was answered
  boolean befall(Body body, HttpRequest request, HttpExchange exchange) throws IOException {
    Optional<Fault> fault = due(request.path());
    if (fault.isEmpty()) {
      return false;
    }
    switch (fault.get()) {
      case Fault.Refused refused -> {
        if (!refused.retryAfter().isEmpty()) {
          exchange.getResponseHeaders().set("Retry-After", refused.retryAfter());
        }
        Body.error("TOOMANYREQUESTS").send(exchange, refused.status());
      }
      case Fault.CutOff cutOff -> body.sendCutOff(exchange, cutOff.bytes());
      case Fault.Corrupt _ -> corrupted(body).send(request, exchange, false);
    }
    return true;
  }

  private static Body corrupted(Body body) {
    return new Body(body.length(), () -> new Corrupted(body.source().open()), body.type());
  }

  private synchronized Optional<Fault> due(String path) {
    for (Iterator<Fault> faults = ordered.iterator(); faults.hasNext(); ) {
      Fault fault = faults.next();
      if (path.contains(fault.pathPart())) {
        faults.remove();
        return Optional.of(fault);
      }
    }
    return Optional.empty();
  }

  /// Turns the first byte round.
  private static final class Corrupted extends FilterInputStream {
    private boolean first = true;

    Corrupted(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = super.read(bytes, offset, length);
      if (first && count > 0) {
        bytes[offset] ^= (byte) 0xff;
        first = false;
      }
      return count;
    }
  }
}
