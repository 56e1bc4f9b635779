package dev.seaworthy.dist;

import com.github.luben.zstd.Zstd;
import java.nio.charset.StandardCharsets;

/// Run as a process of its own against the repacked jar, which the tests' class path does not have.
final class ZstdRoundTrip {
  private ZstdRoundTrip() {}

  public static void main(String[] args) {
    byte[] bytes = "ahoy ".repeat(1000).getBytes(StandardCharsets.UTF_8);
    byte[] packed = Zstd.compress(bytes);
    System.out.print(new String(Zstd.decompress(packed, bytes.length), StandardCharsets.UTF_8));
  }
}
