package dev.seaworthy.inventory.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.Limits;
import dev.seaworthy.inventory.BytesContent;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class DocumentsTest {

  @Test
  void aYamlKeyWithoutAValueHasAnEmptyText() throws IOException {
    JsonObject document =
        Documents.yaml(
            new BytesContent("on:\n  push:\nversion: 1.10\nnothing: ~\n".getBytes(UTF_8)),
            Limits.defaults());

    assertThat(document.object("on").string("push")).contains("");
    assertThat(document.text("version")).isEqualTo("1.10");
    assertThat(document.text("nothing")).isEqualTo("~");
  }
}
