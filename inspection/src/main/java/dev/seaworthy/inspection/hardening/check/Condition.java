package dev.seaworthy.inspection.hardening.check;

import dev.seaworthy.image.FileRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One way in which a check fails.
sealed interface Condition {

  /// Tells the conditions of a check apart.
  String name();

  /// Asked once for the image.
  record OfImage(String name, ImageTest test) implements Condition {}

  /// Asked for every file that a container would see.
  record OfFile(String name, FileTest test) implements Condition {}

  /// Looks at the image as a whole.
  @FunctionalInterface
  interface ImageTest {
    /// What it saw; nothing when all is well.
    List<Sight> look(InspectedImage image, Parameters parameters);
  }

  /// Looks at one file. Called for each of up to millions: to be quick.
  @FunctionalInterface
  interface FileTest {
    /// What is wrong with the file, for people, or null.
    @Nullable String look(InspectedImage image, Parameters parameters, FileRecord file);
  }
}
