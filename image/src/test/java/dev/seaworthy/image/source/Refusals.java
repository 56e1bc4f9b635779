package dev.seaworthy.image.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.base.ErrorCode;
import dev.seaworthy.base.SeaworthyException;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// Expects failures by their code.
public final class Refusals {

  private Refusals() {}

  /// Expects that the call fails with this code, and lets the message be looked at.
  public static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(
      ErrorCode code, ThrowingCallable call) {
    return assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            SeaworthyException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  /// Expects that opening the source fails with this code.
  public static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(
      ErrorCode code, String source) {
    return assertRefused(
        code, () -> ImageSources.open(ImageSources.parse(source), Opening.options()));
  }
}
