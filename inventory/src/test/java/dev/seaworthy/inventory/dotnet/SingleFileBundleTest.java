package dev.seaworthy.inventory.dotnet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.CatalogerContract;
import dev.seaworthy.inventory.RecordingSink;
import dev.seaworthy.inventory.binary.ElfMaker;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class SingleFileBundleTest extends CatalogerContract {

  private static final String PATH = "/app/shop";
  private static final String SIGNATURE =
      "8b1202b96a612038727b930214d7a03213f5b9e6efae3318ee3b2dce24b36aae";
  private static final String JSON =
      """
      {"targets":{".NETCoreApp,Version=v8.0/linux-x64":{
        "shop/1.0.0":{"dependencies":{"Newtonsoft.Json":"13.0.3"}},"Newtonsoft.Json/13.0.3":{}}},
       "libraries":{"shop/1.0.0":{"type":"project"},
        "runtimepack.Microsoft.NETCore.App.Runtime.linux-x64/8.0.0":{"type":"runtimepack"},
        "Newtonsoft.Json/13.0.3":{"type":"package","sha512":"sha512-x"}}}
      """;

  /// A host program, then the files of the bundle, then the bundle's header.
  private static byte[] program(int major, byte[] json, long claimedBytes) {
    byte[] host = host(0);
    ByteBuffer header = ByteBuffer.allocate(400).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(major).putInt(0).putInt(2).put((byte) 4).put(text("abcd"));
    if (major >= 2) {
      header.putLong(host.length).putLong(claimedBytes).putLong(0).putLong(0).putLong(0);
    } else {
      header.putLong(host.length).putLong(1).put((byte) 1).put((byte) 8).put(text("shop.dll"));
      header.putLong(host.length).putLong(claimedBytes).put((byte) 3);
      header.put((byte) 14).put(text("shop.deps.json"));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(host(host.length + json.length));
    out.writeBytes(json);
    out.writeBytes(header.array());
    return out.toByteArray();
  }

  private static byte[] host(long headerAt) {
    ByteBuffer data = ByteBuffer.allocate(100).order(ByteOrder.LITTLE_ENDIAN);
    data.putLong(16, headerAt).put(24, HexFormat.of().parseHex(SIGNATURE));
    return ElfMaker.usual().section(".data", data.array()).make();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] program(int major, String json) {
    return program(major, text(json), text(json).length);
  }

  @Override
  protected Cataloger cataloger() {
    return DotnetCatalogers.singleFile();
  }

  @Override
  protected List<Sample> wholeFiles() {
    return List.of(
        new Sample(PATH, program(1, JSON)),
        new Sample(PATH, program(2, JSON)),
        new Sample(PATH, program(6, JSON)));
  }

  @Override
  protected Sample partlyBroken() {
    return new Sample(PATH, program(6, "{\"libraries\":"));
  }

  @Override
  protected void keepsWhatItCanReadAndNamesTheRestAsAGap() {
    // One document: half of it proves nothing about the other half.
    RecordingSink sink = RecordingSink.of(cataloger(), PATH, partlyBroken().content());
    assertThat(sink.gaps()).hasSize(1);
  }

  @Override
  protected List<String> notAskedFor() {
    return List.of("/app/shop.dll");
  }

  @Test
  void tellsThePackagesInEachVersionOfTheFormat() {
    for (Sample sample : wholeFiles()) {
      RecordingSink sink = RecordingSink.of(cataloger(), PATH, sample.content());
      assertThat(sink.releases())
          .containsExactlyInAnyOrder(
              "Microsoft.NETCore.App.Runtime.linux-x64 8.0.0", "Newtonsoft.Json 13.0.3");
    }
  }

  @Test
  void findsNothingInAHostWithoutABundle() {
    RecordingSink sink = RecordingSink.of(cataloger(), PATH, host(0));

    assertThat(sink.facts()).isEmpty();
    assertThat(sink.gaps()).isEmpty();
  }

  @Test
  void saysThatABundleLies() {
    assertThat(RecordingSink.of(cataloger(), PATH, host(1L << 40)).gaps()).hasSize(1);
    assertThat(RecordingSink.of(cataloger(), PATH, host(-5)).gaps()).hasSize(1);
    assertThat(RecordingSink.of(cataloger(), PATH, program(6, text(JSON), 1L << 40)).gaps())
        .hasSize(1);
  }
}
