package dev.seaworthy.testkit.sigstore;

import dev.seaworthy.testkit.Json;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A transparency log as Rekor's API version 1 answers: a Merkle tree (RFC 6962 §2.1), signed
/// checkpoints and promises. Others' entries were there before.
final class TestRekor {

  private static final int OTHERS = 6;
  private static final HexFormat HEX = HexFormat.of();

  private final KeyPair key = Keys.pair();
  private final List<byte[]> leaves = new ArrayList<>();
  private final String host;

  TestRekor(String host) {
    this.host = host;
    for (int i = 0; i < OTHERS; i++) {
      leaves.add(leaf(Keys.utf8("somebody else's entry " + i)));
    }
  }

  PublicKey publicKey() {
    return key.getPublic();
  }

  /// Takes an entry.
  ///
  /// @param body canonical JSON
  /// @return the answer to who sent it
  synchronized String add(byte[] body, Instant at) {
    leaves.add(leaf(body));
    int index = leaves.size() - 1;
    leaves.add(leaf(Keys.utf8("an entry afterwards")));
    String logId = HEX.formatHex(Keys.id(key.getPublic()));
    String encoded = Base64.getEncoder().encodeToString(body);
    // RFC 8785 on these four is the order of their names.
    String promised =
        "{\"body\":\"%s\",\"integratedTime\":%s,\"logID\":\"%s\",\"logIndex\":%s}"
            .formatted(encoded, at.getEpochSecond(), logId, index);
    byte[] root = root(leaves);
    Map<String, Object> proof = new LinkedHashMap<>();
    proof.put("checkpoint", checkpoint(root));
    proof.put("hashes", path(index, leaves).stream().map(HEX::formatHex).toList());
    proof.put("logIndex", index);
    proof.put("rootHash", HEX.formatHex(root));
    proof.put("treeSize", leaves.size());
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("body", encoded);
    entry.put("integratedTime", at.getEpochSecond());
    entry.put("logID", logId);
    entry.put("logIndex", index);
    entry.put(
        "verification",
        Map.of(
            "inclusionProof",
            proof,
            "signedEntryTimestamp",
            Base64.getEncoder().encodeToString(Keys.sign(key.getPrivate(), Keys.utf8(promised)))));
    return Json.text(Map.of(HEX.formatHex(leaves.get(index)), entry));
  }

  /// A note (transparency-dev's `formats/log`), signed as Rekor does.
  private String checkpoint(byte[] root) {
    String text =
        "%s - 2605736670972794746\n%s\n%s\n"
            .formatted(host, leaves.size(), Base64.getEncoder().encodeToString(root));
    byte[] signature =
        Keys.joined(Keys.hint(key.getPublic()), Keys.sign(key.getPrivate(), Keys.utf8(text)));
    return "%s\n\u2014 %s %s\n"
        .formatted(text, host, Base64.getEncoder().encodeToString(signature));
  }

  private static byte[] leaf(byte[] body) {
    return Keys.sha256(new byte[] {0}, body);
  }

  private static byte[] root(List<byte[]> hashes) {
    if (hashes.size() == 1) {
      return hashes.getFirst();
    }
    int left = left(hashes.size());
    return Keys.sha256(
        new byte[] {1}, root(hashes.subList(0, left)), root(hashes.subList(left, hashes.size())));
  }

  /// From the leaf upwards.
  private static List<byte[]> path(int index, List<byte[]> hashes) {
    List<byte[]> found = new ArrayList<>();
    if (hashes.size() > 1) {
      int left = left(hashes.size());
      List<byte[]> before = hashes.subList(0, left);
      List<byte[]> after = hashes.subList(left, hashes.size());
      found.addAll(index < left ? path(index, before) : path(index - left, after));
      found.add(root(index < left ? after : before));
    }
    return found;
  }

  /// The largest power of two below a size.
  private static int left(int size) {
    return Integer.highestOneBit(size - 1);
  }
}
