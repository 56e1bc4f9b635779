package dev.seaworthy.inventory.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.inventory.CatalogerContract;
import dev.seaworthy.inventory.RecordingSink;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every cataloger of one file form must keep. A document that is broken is broken as a whole:
/// half a lock file proves nothing about the other half, so the whole is a gap.
public abstract class LockFileContract extends CatalogerContract {

  /// `name version` of every component of the first whole file, in the order told.
  protected abstract List<String> wanted();

  @Test
  void tellsEveryComponent() {
    Sample sample = wholeFiles().getFirst();
    assertThat(RecordingSink.of(cataloger(), sample.path(), sample.content()).releases())
        .containsExactlyElementsOf(wanted());
  }

  @Test
  @Override
  protected void keepsWhatItCanReadAndNamesTheRestAsAGap() {
    Sample sample = partlyBroken();
    RecordingSink sink = RecordingSink.of(cataloger(), sample.path(), sample.content());
    assertThat(sink.gaps().isEmpty() && sink.facts().isEmpty()).isFalse();
  }
}
