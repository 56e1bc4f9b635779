package dev.seaworthy.cli.command;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Digest.Algorithm;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.cli.process.CliError;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;

/// Reads the documents that a person names beside the image.
final class InputFiles {

  private InputFiles() {}

  /// The whole of a document, or one byte more than any may have, for its reader to refuse.
  ///
  /// @throws SeaworthyException [CliError#READING_FAILED] saying whether the file is there
  static byte[] bytes(Path file, Limits limits) {
    return bytes(file, limits, Limit.PROVENANCE_BYTES);
  }

  /// The same for a document with a bound of its own.
  ///
  /// @throws SeaworthyException [CliError#READING_FAILED] saying whether the file is there
  static byte[] bytes(Path file, Limits limits, Limit most) {
    try (InputStream in = open(file)) {
      return in.readNBytes(limits.asInt(most) + 1);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /// A file's digest, however long it is.
  ///
  /// @throws SeaworthyException [CliError#READING_FAILED]
  static Digest digest(Path file) {
    MessageDigest sha256 = Algorithm.SHA256.newMessageDigest();
    try (InputStream in = new DigestInputStream(open(file), sha256)) {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw unreadable(file, e);
    }
    return Digest.of(Algorithm.SHA256, sha256.digest());
  }

  /// A stream that the caller closes.
  ///
  /// @throws SeaworthyException [CliError#READING_FAILED]
  static InputStream open(Path file) {
    try {
      return Files.newInputStream(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /// That a file can't be read, or isn't there.
  static SeaworthyException unreadable(Path file, IOException e) {
    String name = Text.visible(file.toString());
    boolean isThere = Files.exists(file);
    return new SeaworthyException(
        CliError.READING_FAILED,
        isThere ? name + " can't be read" : "there is no file " + name,
        isThere ? "Check its permissions." : "Check the path.",
        e);
  }
}
