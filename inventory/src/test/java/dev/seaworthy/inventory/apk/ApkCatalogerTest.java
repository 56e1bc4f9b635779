package dev.seaworthy.inventory.apk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.CatalogerContract;
import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.Component.SourcePackage;
import dev.seaworthy.inventory.InventoryError;
import dev.seaworthy.inventory.RecordingSink;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApkCatalogerTest extends CatalogerContract {

  private static final String PATH = "/lib/apk/db/installed";
  private static final String SSL_CLIENT =
      """
      C:Q1wRnzCEIJEdcJGJ3tu7CiyoDr7lY=
      P:ssl_client
      V:1.36.1-r28
      A:x86_64
      S:4702
      I:28672
      T:External ssl_client for busybox wget
      U:https://busybox.net/
      L:GPL-2.0-only
      o:busybox
      m:Sören Tempel <soeren+alpine@soeren-tempel.net>
      t:1711484399
      c:e6bd5d1b7f1d4cac0c7a0d3db0a9ea3f7c6a2d6f
      D:so:libc.musl-x86_64.so.1 so:libcrypto.so.3
      p:cmd:ssl_client=1.36.1-r28
      F:usr
      F:usr/bin
      R:ssl_client
      a:0:0:755
      Z:Q1oTQUl7VZjB7xJ3MC9qKJ1DR3Nyk=

      """;
  private static final String ZLIB =
      """
      P:zlib
      V:1.3.1-r1
      A:x86_64
      L:Zlib
      F:lib
      R:libz.so.1
      F:
      R:rooted

      """;

  @Override
  protected Cataloger cataloger() {
    return new ApkCataloger();
  }

  @Override
  protected List<Sample> wholeFiles() {
    return List.of(
        Sample.of(PATH, SSL_CLIENT + ZLIB),
        Sample.of("/usr/lib/apk/db/installed", ZLIB + SSL_CLIENT));
  }

  @Override
  protected Sample partlyBroken() {
    return Sample.of(PATH, SSL_CLIENT + "V:1.0\n\n" + ZLIB);
  }

  @Override
  protected List<String> notAskedFor() {
    return List.of("/lib/apk/db/triggers", "/lib/apk/db/scripts.tar", "/srv/installed");
  }

  @Test
  void readsAPackageWithAllThatApkKnowsOfIt() {
    Component client = read(SSL_CLIENT + ZLIB).component("ssl_client");

    assertThat(client.version()).isEqualTo("1.36.1-r28");
    assertThat(client.architecture()).isEqualTo("x86_64");
    assertThat(client.source()).isEqualTo(new SourcePackage("busybox", "1.36.1-r28"));
    assertThat(client.licences()).containsExactly("GPL-2.0-only");
    assertThat(client.depends()).containsExactly("so:libc.musl-x86_64.so.1", "so:libcrypto.so.3");
    assertThat(client.ownedFiles()).containsExactly("/usr/bin/ssl_client");
    assertThat(client.properties())
        .containsEntry("apk:checksum", "Q1wRnzCEIJEdcJGJ3tu7CiyoDr7lY=")
        .containsEntry("maintainer", "Sören Tempel <soeren+alpine@soeren-tempel.net>");
  }

  @Test
  void isItsOwnSourceWhereNoOriginIsNamed() {
    Component zlib = read(SSL_CLIENT + ZLIB).component("zlib");

    assertThat(zlib.source()).isEqualTo(new SourcePackage("zlib", "1.3.1-r1"));
    assertThat(zlib.ownedFiles()).containsExactly("/lib/libz.so.1", "/rooted");
  }

  @Test
  void namesAnEntryWithoutNameOrVersionAsAGap() {
    RecordingSink sink = read(SSL_CLIENT + "P:lost\nA:x86_64\n\n" + ZLIB);

    assertThat(sink.releases()).containsExactly("ssl_client 1.36.1-r28", "zlib 1.3.1-r1");
    assertThat(sink.gapCodes()).containsExactly(InventoryError.ENTRY_UNREADABLE);
    assertThat(sink.gaps().getFirst().detail()).contains("lost", "line 22");
  }

  @Test
  void saysWhenTheDatabaseEndsInTheMiddleOfALine() {
    RecordingSink sink = read(SSL_CLIENT + "P:zlib\nV:1.3");

    assertThat(sink.gapCodes()).containsExactly(InventoryError.DATABASE_UNREADABLE);
  }

  private RecordingSink read(String text) {
    return RecordingSink.of(cataloger(), PATH, text.getBytes(UTF_8));
  }
}
