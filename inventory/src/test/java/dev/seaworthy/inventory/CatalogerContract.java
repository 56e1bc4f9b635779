package dev.seaworthy.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.inventory.InventoryFact.Found;
import dev.seaworthy.testkit.Samples;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every cataloger must keep; each one's test inherits it.
public abstract class CatalogerContract {

  private static final int TRUNCATIONS_MAX = 400;
  private static final int RANDOM_TRIES = 60;
  private static final List<Limit> LIMITS_OF_FILES =
      List.of(
          Limit.METADATA_BYTES,
          Limit.TEXT_LINE_BYTES,
          Limit.SBOM_BYTES,
          Limit.BINARY_SEARCH_BYTES,
          Limit.ARCHIVE_BYTES);

  /// A file as it may lie in an image.
  public record Sample(String path, byte[] content) {

    public static Sample of(String path, String text) {
      return new Sample(path, text.getBytes(StandardCharsets.UTF_8));
    }
  }

  protected abstract Cataloger cataloger();

  /// Whole files, one for each kind that the cataloger reads; each must yield facts and no gap.
  protected abstract List<Sample> wholeFiles();

  /// A file of which one part is broken and others aren't: it must yield facts and gaps.
  protected abstract Sample partlyBroken();

  /// Paths that look similar but must not be asked for.
  protected abstract List<String> notAskedFor();

  @Test
  void asksForItsFilesAndForNoOthers() {
    for (Sample sample : wholeFiles()) {
      assertThat(Wanting.wants(cataloger().interest(), sample.path(), sample.content()))
          .as(sample.path())
          .isTrue();
    }
    for (String path : notAskedFor()) {
      assertThat(Wanting.wants(cataloger().interest(), path, new byte[64])).as(path).isFalse();
    }
  }

  @Test
  void readsWholeFilesWithoutAGap() {
    for (Sample sample : wholeFiles()) {
      RecordingSink sink = RecordingSink.of(cataloger(), sample.path(), sample.content());
      assertThat(sink.gaps()).as(sample.path()).isEmpty();
      assertThat(sink.facts()).as(sample.path()).isNotEmpty();
    }
  }

  @Test
  protected void keepsWhatItCanReadAndNamesTheRestAsAGap() {
    Sample sample = partlyBroken();
    RecordingSink sink = RecordingSink.of(cataloger(), sample.path(), sample.content());
    assertThat(sink.facts()).isNotEmpty();
    assertThat(sink.gaps()).isNotEmpty();
  }

  @Test
  void tellsTheSameInTheSameOrderEachTime() {
    for (Sample sample : wholeFiles()) {
      RecordingSink first = RecordingSink.of(cataloger(), sample.path(), sample.content());
      RecordingSink second = RecordingSink.of(cataloger(), sample.path(), sample.content());
      assertThat(second.facts()).isEqualTo(first.facts());
    }
  }

  /// A file larger than a limit allows to read is told of, unless the cataloger needs no more than
  /// its beginning.
  @Test
  void aFileBeyondALimitIsNeverSilent() {
    for (Sample sample : wholeFiles()) {
      for (Limit limit : LIMITS_OF_FILES) {
        Limits low = Limits.defaults().with(limit, sample.content().length / 2 + 1L);
        RecordingSink whole = RecordingSink.of(cataloger(), sample.path(), sample.content());
        RecordingSink sink = RecordingSink.of(cataloger(), sample.path(), sample.content(), low);
        if (sink.gaps().isEmpty()) {
          assertThat(sink.facts()).as("%s, %s", sample.path(), limit).isEqualTo(whole.facts());
        }
      }
    }
  }

  @Test
  void survivesFilesThatEndTooEarly() {
    for (Sample sample : wholeFiles()) {
      int length = sample.content().length;
      int step = Math.max(1, length / TRUNCATIONS_MAX);
      for (int end = 0; end < length; end += step) {
        survives(sample.path(), Arrays.copyOf(sample.content(), end));
      }
    }
  }

  @Test
  void survivesRandomBytes() {
    for (Sample sample : wholeFiles()) {
      Samples.check(
          RANDOM_TRIES,
          samples -> {
            survives(sample.path(), samples.bytes(samples.between(0, 3_000)));
            byte[] altered = sample.content().clone();
            for (int i = samples.between(1, 20); i > 0 && altered.length > 0; i--) {
              altered[samples.below(altered.length)] = (byte) samples.below(256);
            }
            survives(sample.path(), altered);
          });
    }
  }

  @Test
  void keepsItsFactsInTheLayerCache() throws IOException {
    for (Sample sample : wholeFiles()) {
      for (InventoryFact fact :
          RecordingSink.of(cataloger(), sample.path(), sample.content()).facts()) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        cataloger().codec().write(fact, new DataOutputStream(bytes));
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        assertThat(cataloger().codec().read(in)).isEqualTo(fact);
        assertThat(in.available()).isZero();
      }
    }
  }

  @Test
  void leavesEvidenceToTheAssembly() {
    for (Sample sample : wholeFiles()) {
      for (Found found : RecordingSink.of(cataloger(), sample.path(), sample.content()).found()) {
        assertThat(found.component().evidence()).isEmpty();
        assertThat(found.method()).isNotBlank();
        assertThat(PackageUrl.parse(found.component().purl()).toString())
            .isEqualTo(found.component().purl());
      }
    }
  }

  @Test
  void saysWhatItCovers() {
    assertThat(cataloger().coverage())
        .satisfies(coverage -> {
          assertThat(coverage.ecosystem()).isNotBlank();
          assertThat(coverage.reads()).contains("`");
          assertThat(coverage.yields()).isNotBlank();
          assertThat(coverage.blindTo()).isNotBlank();
        });
    assertThat(cataloger().id().name()).matches("[a-z][a-z0-9-]*");
    assertThat(cataloger().id().version()).isPositive();
  }

  private void survives(String path, byte[] content) {
    RecordingSink sink = new RecordingSink(Limits.defaults());
    assertThatCode(
            () -> {
              try {
                cataloger()
                    .analyse(BytesContent.record(path, content), new BytesContent(content), sink);
              } catch (IOException lawful) {
                assertThat(lawful).hasMessageMatching("(?s).+");
              }
            })
        .as("%s, %d bytes", path, content.length)
        .doesNotThrowAnyException();
  }
}
