package dev.seaworthy.testkit.image;

/// The forms in which tools write what `docker load` reads.
public enum DockerArchiveStyle {
  /// `docker save` before version 25: a folder for each layer with `layer.tar`, `json`, `VERSION`.
  CLASSIC,
  /// The same, where a layer that comes again is a symbolic link to the first, as old versions had.
  CLASSIC_WITH_LINKS,
  /// skopeo, buildah and podman: layers as `<hex>.tar` beside the manifest.
  FLAT,
  /// `docker save` since version 25: an OCI layout that also has `manifest.json`.
  OCI_INSIDE
}
