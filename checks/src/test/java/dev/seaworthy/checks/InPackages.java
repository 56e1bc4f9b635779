package dev.seaworthy.checks;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.PackageMatchers;
import java.util.List;

/// Types of some packages, and the primitive types, which have none; arrays count as what they
/// hold.
final class InPackages extends DescribedPredicate<JavaClass> {
  private final PackageMatchers packages;

  InPackages(List<String> packages) {
    super("reside in any of " + packages);
    this.packages = PackageMatchers.of(packages);
  }

  @Override
  public boolean test(JavaClass type) {
    JavaClass held = type.getBaseComponentType();
    return held.isPrimitive() || packages.test(held.getPackageName());
  }
}
