package dev.seaworthy.image.walk;

import java.util.Arrays;

/// A stack of numbers.
final class IntStack {

  private int[] items = new int[64];
  private int size;

  boolean isEmpty() {
    return size == 0;
  }

  void push(int item) {
    if (size == items.length) {
      items = Arrays.copyOf(items, size * 2);
    }
    items[size++] = item;
  }

  int pop() {
    return items[--size];
  }
}
