package dev.seaworthy.image;

import dev.seaworthy.base.JsonValue.JsonObject;
import java.util.List;
import java.util.Map;

/// What an image says of itself (image-spec, "image configuration"). Claims, not facts: a diff ID
/// in here becomes a fact only when the layer has been read and hashed.
///
/// @param raw the whole document, for checks that look at members we don't model
/// @param created RFC 3339, or empty
/// @param diffIds one for each layer, lowest first; empty when the config has no `rootfs`
/// @param history lowest first
public record ImageConfig(
    JsonObject raw,
    String created,
    Platform platform,
    List<DiffId> diffIds,
    List<History> history,
    Execution execution) {

  public ImageConfig {
    diffIds = List.copyOf(diffIds);
    history = List.copyOf(history);
  }

  /// One step that made the image.
  ///
  /// @param createdBy the command, or empty
  /// @param isEmptyLayer whether the step made no layer
  public record History(String created, String createdBy, String comment, boolean isEmptyLayer) {}

  /// How a container of the image starts.
  ///
  /// @param user as given, or empty (which means root)
  /// @param env in the order given, `NAME=value`
  public record Execution(
      String user,
      List<String> env,
      List<String> entrypoint,
      List<String> cmd,
      String workingDir,
      Map<String, String> labels,
      List<String> exposedPorts,
      List<String> volumes) {

    public Execution {
      env = List.copyOf(env);
      entrypoint = List.copyOf(entrypoint);
      cmd = List.copyOf(cmd);
      labels = Map.copyOf(labels);
      exposedPorts = List.copyOf(exposedPorts);
      volumes = List.copyOf(volumes);
    }
  }

  /// The steps that made a layer, lowest first; [LayerHistory] says whether they fit the layers.
  public List<History> layerHistory() {
    return history.stream().filter(step -> !step.isEmptyLayer()).toList();
  }
}
