package dev.seaworthy.inspection.archive;

import dev.seaworthy.base.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// Looks at what an [ArchiveWalk] comes by.
public interface ArchiveVisitor {

  /// Goes into a content that is an archive, and shows the visitor what lies there. What is wrong
  /// with it is told as a gap. It isn't always read to its end.
  @FunctionalInterface
  interface Inside {
    void read(InputStream in) throws IOException;
  }

  /// A content of a file's archives, or the file itself.
  ///
  /// @param in from its beginning
  /// @param head its first bytes, [ArchiveKind#HEAD_BYTES] unless it is shorter
  /// @param nestedPath where in the file it lies, such as `!/lib/a.jar!/b`; empty for the file
  /// @param depth 1 for the file itself
  /// @param inside null for what is no archive
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Content(
      InputStream in, byte[] head, String nestedPath, int depth, @Nullable Inside inside) {}

  /// Looks at a content, and in its time goes inside if it is an archive.
  ///
  /// @throws dev.seaworthy.inventory.archive.ArchiveException when the budget is spent
  void visit(Content content) throws IOException;

  /// A part of the file that could not be read, while other parts could.
  void gap(ErrorCode code, String nestedPath, String detail);
}
