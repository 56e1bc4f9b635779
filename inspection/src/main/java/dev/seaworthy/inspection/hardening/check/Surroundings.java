package dev.seaworthy.inspection.hardening.check;

import dev.seaworthy.inspection.hardening.check.BaselineRecord.Tailored;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an inspection is done with, beside the image.
///
/// @param now when it is done
/// @param profile by id and version
/// @param tailoringOrNull what changed the profile
/// @param purposes of the operator
/// @param baselines of the operator
public record Surroundings(
    Instant now,
    String profile,
    @Nullable Tailored tailoringOrNull,
    List<Purpose> purposes,
    List<BaselineRecord> baselines) {

  public Surroundings {
    purposes = List.copyOf(purposes);
    baselines = List.copyOf(baselines);
  }

  LocalDate day() {
    return LocalDate.ofInstant(now, ZoneOffset.UTC);
  }
}
