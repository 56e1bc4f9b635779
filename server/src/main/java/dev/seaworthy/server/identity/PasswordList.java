package dev.seaworthy.server.identity;

import dev.seaworthy.base.SeaworthyException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.bouncycastle.crypto.digests.MD4Digest;

/// A list of passwords, one a line: as they are, or the first 8 and more hexadecimal digits of
/// their SHA-1 or of their NTLM hash (MD4 of UTF-16), in ascending order, with or without `:count`
/// behind, as Pwned Passwords has them. The line `# format: plain|sha1|ntlm` at its top says which;
/// without one the length of the first line does. Lists of hashes may be of any size: they are
/// searched where they lie.
interface PasswordList {
  /// Lists of plain passwords are held in memory.
  long PLAIN_BYTES_MAX = 16L << 20;

  /// Whether this very text is on it.
  boolean holds(String password);

  /// How passwords stand in a list.
  enum Format {
    PLAIN,
    SHA1,
    NTLM;

    String entry(String password) {
      return switch (this) {
        case PLAIN -> password;
        case SHA1 -> HexFormat.of().formatHex(sha1(password));
        case NTLM -> {
          byte[] bytes = password.getBytes(StandardCharsets.UTF_16LE);
          MD4Digest digest = new MD4Digest();
          digest.update(bytes, 0, bytes.length);
          byte[] hash = new byte[digest.getDigestSize()];
          digest.doFinal(hash, 0);
          yield HexFormat.of().formatHex(hash);
        }
      };
    }

    private static byte[] sha1(String password) {
      try {
        return MessageDigest.getInstance("SHA-1").digest(password.getBytes(StandardCharsets.UTF_8));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java has SHA-1", e);
      }
    }

    static Format of(String first) {
      if (first.startsWith("# format:")) {
        return valueOf(first.substring("# format:".length()).strip().toUpperCase(Locale.ROOT));
      }
      String hash = first.replaceFirst(":[0-9]+$", "");
      if (!hash.matches("[0-9A-Fa-f]+")) {
        return PLAIN;
      }
      return switch (hash.length()) {
        case 40 -> SHA1;
        case 32 -> NTLM;
        default -> PLAIN;
      };
    }
  }

  /// A list in memory.
  static PasswordList parse(String text) {
    List<String> lines = text.lines().toList();
    Format format = Format.of(lines.isEmpty() ? "" : lines.getFirst());
    Set<String> entries = new HashSet<>();
    int shortest = Integer.MAX_VALUE;
    for (String line : lines) {
      if (!line.isEmpty() && (format == Format.PLAIN || !line.startsWith("#"))) {
        String entry = format == Format.PLAIN ? line : hash(line);
        entries.add(entry);
        shortest = Math.min(shortest, entry.length());
      }
    }
    int digits = shortest;
    return password -> {
      String wanted = format.entry(password);
      return entries.contains(
          format == Format.PLAIN || wanted.length() < digits
              ? wanted
              : wanted.substring(0, digits));
    };
  }

  private static String hash(String line) {
    int colon = line.indexOf(':');
    return (colon < 0 ? line : line.substring(0, colon)).strip().toLowerCase(Locale.ROOT);
  }

  /// The operator's file.
  ///
  /// @throws SeaworthyException [IdentityError#PASSWORD_LIST] when it can't be read or is no list
  static PasswordList open(Path file) {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      String first = in.readLine();
      Format format = Format.of(first == null ? "" : first);
      if (format != Format.PLAIN) {
        return password -> search(file, format.entry(password));
      }
      if (in.length() > PLAIN_BYTES_MAX) {
        throw new SeaworthyException(
            IdentityError.PASSWORD_LIST,
            "%s has %s bytes, and a plain list at most %s"
                .formatted(file, in.length(), PLAIN_BYTES_MAX),
            null);
      }
      return parse(Files.readString(file));
    } catch (IOException | IllegalArgumentException e) {
      throw new SeaworthyException(
          IdentityError.PASSWORD_LIST, "tried to read %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static boolean search(Path file, String wanted) {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      long low = 0;
      long high = in.length();
      while (low < high) {
        long middle = (low + high) / 2;
        String hash = hashAt(in, middle);
        if (hash.isEmpty()) {
          // No line begins behind the middle; what begins before it is still to be seen.
          high = middle;
          continue;
        }
        if (!hash.startsWith("#") && wanted.startsWith(hash)) {
          return true;
        }
        if (hash.startsWith("#") || hash.compareTo(wanted) < 0) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The hash in the first line that begins at a place or behind it.
  private static String hashAt(RandomAccessFile in, long place) throws IOException {
    in.seek(place == 0 ? 0 : place - 1);
    if (place > 0) {
      in.readLine();
    }
    String line = in.readLine();
    while (line != null && line.isBlank()) {
      line = in.readLine();
    }
    return line == null ? "" : line.startsWith("#") ? "#" : hash(line);
  }
}
