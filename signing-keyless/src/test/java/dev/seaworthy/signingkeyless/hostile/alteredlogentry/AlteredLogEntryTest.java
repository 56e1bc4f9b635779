package dev.seaworthy.signingkeyless.hostile.alteredlogentry;

import static dev.seaworthy.signingkeyless.hostile.Signed.refused;
import static dev.seaworthy.signingkeyless.hostile.Signed.replaced;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.signing.keyless.KeylessError;
import dev.seaworthy.signingkeyless.hostile.Signed;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlteredLogEntryTest {

  @Test
  void refusesAnEntryThatTheLogDidNotSign() throws Exception {
    try (Signed signed = new Signed()) {
      String bundle = signed.bundle();
      for (List<String> change :
          List.of(
              List.of("\"integratedTime\":\"\\d+\"", "\"integratedTime\":\"1795252441\""),
              List.of("\"hashes\":\\[\".{8}", "\"hashes\":[\"AAAAAAAA"),
              List.of("\"hashes\":\\[[^]]*\\]", "\"hashes\":[]"),
              List.of("\"rootHash\":\".{8}", "\"rootHash\":\"AAAAAAAA"),
              List.of("\"treeSize\":\"\\d+\"", "\"treeSize\":\"9\""),
              List.of("- 2605736670972794746\\\\n\\d+", "- 2605736670972794746\\n9"),
              List.of("(?<=\"signedEntryTimestamp\":\".{20}).{8}", "AAAAAAAA"))) {
        String changed = replaced(bundle, change.getFirst(), change.getLast());
        assertThat(changed).isNotEqualTo(bundle);
        refused(() -> signed.verify(changed), KeylessError.BAD_LOG_ENTRY);
      }
    }
  }
}
