package dev.seaworthy.scan;

import dev.seaworthy.image.WalkListener;
import java.util.List;

/// Told how a scan gets on; called from several threads.
public interface ScanListener extends WalkListener {

  /// Nobody listens.
  ScanListener NONE = new ScanListener() {};

  /// The parts of a scan, in their order.
  enum Phase {
    OPENING("opening"),
    READING("reading"),
    ASSEMBLING("joining the layers of"),
    MATCHING("looking up the advisories on"),
    DECIDING("deciding on");

    private final String doing;

    Phase(String doing) {
      this.doing = doing;
    }

    /// What is being done, to be followed by the target.
    public String doing() {
      return doing;
    }
  }

  /// A part has begun.
  ///
  /// @param target what the user wrote
  default void began(Phase phase, String target) {}

  /// The image is open.
  ///
  /// @param layerSizes the layers' sizes as stored, lowest first; -1 where unknown
  default void opened(List<Long> layerSizes) {}
}
