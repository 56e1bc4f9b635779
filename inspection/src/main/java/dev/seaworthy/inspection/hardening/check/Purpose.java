package dev.seaworthy.inspection.hardening.check;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Why something that an image could do without is in it, and who agreed.
///
/// @param path the file that it speaks of, or empty
/// @param component the name of the package that it speaks of, or empty
/// @param purpose what it is needed for
/// @param by who asks for it
/// @param approver who agreed; someone else
/// @param on the day of the approval
/// @param untilOrNull the last day on which it holds; null without an end
public record Purpose(
    String path,
    String component,
    String purpose,
    String by,
    String approver,
    LocalDate on,
    @Nullable LocalDate untilOrNull) {

  public Purpose {
    if (path.isEmpty() == component.isEmpty()) {
      throw new IllegalArgumentException("a purpose is that of a path or of a component");
    }
    if (by.equals(approver)) {
      throw new IllegalArgumentException("whoever asks doesn't approve");
    }
  }

  boolean holdsOn(LocalDate day) {
    return !day.isBefore(on) && (untilOrNull == null || !day.isAfter(untilOrNull));
  }
}
