package dev.seaworthy.ledger;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/// Postings in the memory, in the order of the chain.
final class Postings {

  private final List<ByteArrayOutputStream> buckets = new ArrayList<>();
  private int count;

  Postings() {
    for (int i = 0; i < Posting.BUCKETS; i++) {
      buckets.add(new ByteArrayOutputStream(0));
    }
  }

  void add(String key, Posting posting) {
    Posting.Hash hash = Posting.Hash.of(key);
    buckets.get(hash.bucket()).writeBytes(posting.write(hash));
    count++;
  }

  int count() {
    return count;
  }

  byte[] bucket(int number) {
    return buckets.get(number).toByteArray();
  }
}
