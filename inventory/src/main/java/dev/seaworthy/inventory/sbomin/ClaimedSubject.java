package dev.seaworthy.inventory.sbomin;

import dev.seaworthy.base.Digest;
import dev.seaworthy.image.DiffId;
import dev.seaworthy.image.lineage.Lineage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a bill of materials says that it is about.
///
/// @param name such as `registry.example/shop/cart:1.8`, or empty
/// @param asset the asset class that our own documents name, or empty
/// @param manifestDigestOrNull of the image's manifest
/// @param configDigestOrNull of the image's config
/// @param platform such as `linux/amd64`, or empty
/// @param layers lowest first; empty when the document doesn't list them
/// @param steps the command that made each layer, lowest first; empty when the document doesn't say
/// @param lineage what the image was built on
public record ClaimedSubject(
    String name,
    String asset,
    @Nullable Digest manifestDigestOrNull,
    @Nullable Digest configDigestOrNull,
    String platform,
    List<DiffId> layers,
    List<String> steps,
    Lineage lineage) {

  /// Nothing said.
  static final ClaimedSubject NONE =
      new ClaimedSubject("", "", null, null, "", List.of(), List.of(), Lineage.UNKNOWN);

  public ClaimedSubject {
    layers = List.copyOf(layers);
    steps = List.copyOf(steps);
  }
}
