package dev.seaworthy.inspection.hardening.check;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether a check can say anything of an image.
@FunctionalInterface
interface Scope {

  /// Why it can't, or null when it can.
  @Nullable Excuse excuseOrNull(InspectedImage image, Parameters parameters);

  /// @param outcome either not applicable or not checked
  /// @param reason for people
  record Excuse(Outcome outcome, String reason) {}

  Scope ALWAYS = (_, _) -> null;

  /// A config that says something; a directory has none.
  Scope CONFIG =
      (image, _) ->
          image.config().raw().members().isEmpty()
              ? new Excuse(Outcome.NOT_CHECKED, "there is no image config")
              : null;

  /// A history that tells how the image was made.
  Scope HISTORY =
      (image, _) ->
          image.history().isEmpty()
              ? new Excuse(Outcome.NOT_CHECKED, "the image's config has no history")
              : null;

  /// A list of accounts.
  Scope ACCOUNTS =
      (image, _) -> {
        for (String file : List.of("/etc/passwd", "/etc/shadow", "/etc/group")) {
          if (image.isUnread(file)) {
            return new Excuse(
                Outcome.NOT_CHECKED,
                file + " is there and could not be read: it is a link, or too large");
          }
        }
        return image.accounts() == null
            ? new Excuse(Outcome.NOT_APPLICABLE, "the image has no /etc/passwd")
            : null;
      };

  /// Packages of an operating system.
  Scope PACKAGES =
      (image, _) ->
          image.packages().all().isEmpty()
              ? new Excuse(
                  Outcome.NOT_APPLICABLE, "no packages of an operating system are installed")
              : null;

  /// An image in a registry.
  Scope REFERENCE =
      (image, _) ->
          image.subject().referenceOrNull() == null
              ? new Excuse(Outcome.NOT_APPLICABLE, "the image does not come from a registry")
              : null;

  static @Nullable Excuse notApplicable(boolean applies, String reason) {
    return applies ? null : new Excuse(Outcome.NOT_APPLICABLE, reason);
  }

  /// Both must be able to say something.
  default Scope and(Scope other) {
    return (image, parameters) -> {
      Excuse excuse = excuseOrNull(image, parameters);
      return excuse != null ? excuse : other.excuseOrNull(image, parameters);
    };
  }
}
