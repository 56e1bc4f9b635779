package dev.seaworthy.inspection.hardening;

import dev.seaworthy.inspection.hardening.check.BaselineRecord.Tailored;
import dev.seaworthy.inspection.hardening.check.ChosenCheck;
import dev.seaworthy.rulebook.Rating;
import dev.seaworthy.rulebook.RuleHeader;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which checks are made, how bad each is, and with which parameters.
///
/// @param header what it is and where it is written
/// @param notCheckedOrNull how bad a check is that could not be made; null for as bad as one that
///   failed
/// @param checks by id
/// @param tailoringOrNull the tailoring that changed it, if one did
/// @param changes of that tailoring, in its order
public record Profile(
    RuleHeader header,
    @Nullable Rating notCheckedOrNull,
    List<ChosenCheck> checks,
    @Nullable Tailored tailoringOrNull,
    List<Tailoring.Change> changes) {

  public Profile {
    checks =
        checks.stream()
            .sorted((left, right) -> left.check().id().compareTo(right.check().id()))
            .toList();
    changes = List.copyOf(changes);
  }

  /// Id and version without its tailoring, such as `seaworthy.hardening@1`.
  public String reference() {
    return header.reference();
  }

  /// For people and reports, such as `seaworthy.hardening@1 with shop.tailoring@3`.
  public String name() {
    Tailored tailoring = tailoringOrNull;
    return tailoring == null ? reference() : reference() + " with " + tailoring.reference();
  }

  /// The check of this id, if the profile chooses it.
  public Optional<ChosenCheck> find(String id) {
    return checks.stream().filter(chosen -> chosen.check().id().equals(id)).findFirst();
  }

  Rating ratingOfNotChecked(Rating ofCheck) {
    Rating notChecked = notCheckedOrNull;
    return notChecked == null ? ofCheck : notChecked;
  }
}
