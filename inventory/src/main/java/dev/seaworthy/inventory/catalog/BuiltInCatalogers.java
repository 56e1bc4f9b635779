package dev.seaworthy.inventory.catalog;

import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.apk.ApkCataloger;
import dev.seaworthy.inventory.distribution.DistributionCataloger;
import dev.seaworthy.inventory.dpkg.DpkgCataloger;
import java.util.List;

/// Every cataloger there is. To add an ecosystem: write a package with a [Cataloger] beside the
/// others, add its line here in alphabetical order, and let a test of yours inherit
/// `CatalogerContract`.
public final class BuiltInCatalogers {

  private static final List<Cataloger> ALL =
      List.of(new ApkCataloger(), new DistributionCataloger(), new DpkgCataloger());

  private BuiltInCatalogers() {}

  /// All of them, by name.
  public static List<Cataloger> all() {
    return ALL;
  }
}
