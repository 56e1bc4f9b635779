package dev.seaworthy.image.walk;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Directories to read, shared by the threads of a walk. The last found comes first, which keeps
/// the queue short.
final class DirectoryQueue {

  private final Deque<FoundDirectory> waiting = new ArrayDeque<>();
  private int busy;
  private boolean isClosed;

  synchronized void add(FoundDirectory directory) {
    waiting.addLast(directory);
  }

  /// The next directory; waits while others may still find some.
  ///
  /// @return null when there will be none
  synchronized @Nullable FoundDirectory take() throws InterruptedException {
    while (waiting.isEmpty() && busy > 0 && !isClosed) {
      wait();
    }
    FoundDirectory next = isClosed ? null : waiting.pollLast();
    if (next != null) {
      busy++;
    }
    return next;
  }

  /// A directory that was taken has been read.
  synchronized void done(List<FoundDirectory> found) {
    waiting.addAll(found);
    busy--;
    notifyAll();
  }

  /// No directory is given out any more.
  synchronized void close() {
    isClosed = true;
    notifyAll();
  }
}
