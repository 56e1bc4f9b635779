package dev.seaworthy.advisory.feed;

import dev.seaworthy.base.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import java.util.TreeSet;

/// Documents without those that something newer replaces.
///
/// @param names the last parts of their paths, such as `2024/cve-2024-1234.json`
record RemainingDocuments(FeedInput.Documents whole, Set<String> names)
    implements FeedInput.Documents {

  RemainingDocuments {
    names = Set.copyOf(names);
  }

  @Override
  public void forEach(FeedInput.DocumentVisitor visitor) throws IOException {
    whole.forEach(document -> {
      if (!isLeftOut(document.name())) {
        visitor.document(document);
      }
    });
  }

  private boolean isLeftOut(String path) {
    for (int at = 0; at >= 0; at = path.indexOf('/', at) < 0 ? -1 : path.indexOf('/', at) + 1) {
      if (names.contains(path.substring(at))) {
        return true;
      }
    }
    return false;
  }

  /// Of the whole and of what is left out.
  @Override
  public Digest fingerprint() throws IOException {
    MessageDigest digest = Digest.Algorithm.SHA256.newMessageDigest();
    digest.update(whole.fingerprint().toString().getBytes(StandardCharsets.US_ASCII));
    for (String name : new TreeSet<>(names)) {
      digest.update((byte) 0);
      digest.update(name.getBytes(StandardCharsets.UTF_8));
    }
    return Digest.of(Digest.Algorithm.SHA256, digest.digest());
  }
}
