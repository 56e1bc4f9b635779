package dev.seaworthy.image.walk;

import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A hash table by bytes whose hash is taken from the last byte to the first, so that one pass over
/// a name looks up the name and all of its suffixes. The keys are ours, so a plain hash will do.
final class KeyTable<V> {

  /// What a hash begins with.
  static final int HASH_START = 0;

  private byte[] @Nullable [] keys = new byte[16][];
  private @Nullable Object[] values = new Object[16];
  private int size;

  /// The hash with one more byte before those hashed so far.
  static int hash(int hash, byte unit) {
    return hash * 31 + unit;
  }

  static byte lower(byte unit) {
    return unit >= 'A' && unit <= 'Z' ? (byte) (unit + 32) : unit;
  }

  private static int hash(byte[] key) {
    int hash = HASH_START;
    for (int i = key.length - 1; i >= 0; i--) {
      hash = hash(hash, key[i]);
    }
    return hash;
  }

  private static int spread(int hash) {
    int mixed = hash * 0x9e37_79b1;
    return mixed ^ mixed >>> 16;
  }

  /// The value of the key, made if there is none.
  V make(byte[] key, Supplier<V> maker) {
    int hash = hash(key);
    V found = find(hash, key, 0, key.length, false);
    if (found != null) {
      return found;
    }
    if (size * 4 >= keys.length) {
      grow();
    }
    V made = maker.get();
    put(hash, key.clone(), made);
    size++;
    return made;
  }

  private void put(int hash, byte[] key, @Nullable Object value) {
    int slot = spread(hash) & (keys.length - 1);
    while (keys[slot] != null) {
      slot = (slot + 1) & (keys.length - 1);
    }
    keys[slot] = key;
    values[slot] = value;
  }

  private void grow() {
    byte[] @Nullable [] oldKeys = keys;
    @Nullable Object[] oldValues = values;
    keys = new byte[oldKeys.length * 2][];
    values = new Object[oldKeys.length * 2];
    for (int i = 0; i < oldKeys.length; i++) {
      byte[] key = oldKeys[i];
      if (key != null) {
        put(hash(key), key, oldValues[i]);
      }
    }
  }

  /// The value of a key whose hash was taken on the way.
  ///
  /// @param isFolded whether upper-case ASCII letters count as lower-case ones
  @SuppressWarnings("unchecked") // only values of V are put in
  @Nullable V find(int hash, byte[] bytes, int offset, int length, boolean isFolded) {
    int slot = spread(hash) & (keys.length - 1);
    while (true) {
      byte[] key = keys[slot];
      if (key == null) {
        return null;
      }
      if (key.length == length && equals(key, bytes, offset, isFolded)) {
        return (V) values[slot];
      }
      slot = (slot + 1) & (keys.length - 1);
    }
  }

  private static boolean equals(byte[] key, byte[] bytes, int offset, boolean isFolded) {
    if (!isFolded) {
      return Arrays.equals(key, 0, key.length, bytes, offset, offset + key.length);
    }
    for (int i = 0; i < key.length; i++) {
      if (key[i] != lower(bytes[offset + i])) {
        return false;
      }
    }
    return true;
  }
}
