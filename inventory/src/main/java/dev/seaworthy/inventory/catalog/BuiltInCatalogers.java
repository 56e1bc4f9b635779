package dev.seaworthy.inventory.catalog;

import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.apk.ApkCataloger;
import dev.seaworthy.inventory.beam.BeamCatalogers;
import dev.seaworthy.inventory.binary.ElfNoteCataloger;
import dev.seaworthy.inventory.classifier.BinaryClassifierCataloger;
import dev.seaworthy.inventory.conan.ConanCatalogers;
import dev.seaworthy.inventory.conda.CondaCatalogers;
import dev.seaworthy.inventory.dart.DartCatalogers;
import dev.seaworthy.inventory.distribution.DistributionCataloger;
import dev.seaworthy.inventory.dotnet.DotnetCatalogers;
import dev.seaworthy.inventory.dpkg.DpkgCataloger;
import dev.seaworthy.inventory.embedded.NativeImageCataloger;
import dev.seaworthy.inventory.embedded.SbomFileCataloger;
import dev.seaworthy.inventory.github.GithubCatalogers;
import dev.seaworthy.inventory.golang.GoCataloger;
import dev.seaworthy.inventory.gradle.GradleCatalogers;
import dev.seaworthy.inventory.haskell.HaskellCatalogers;
import dev.seaworthy.inventory.java.JavaCataloger;
import dev.seaworthy.inventory.javascript.NodeLockFileCatalogers;
import dev.seaworthy.inventory.julia.JuliaCatalogers;
import dev.seaworthy.inventory.lua.LuaCatalogers;
import dev.seaworthy.inventory.nix.NixCataloger;
import dev.seaworthy.inventory.npm.NpmCataloger;
import dev.seaworthy.inventory.opkg.OpkgCataloger;
import dev.seaworthy.inventory.pacman.PacmanCataloger;
import dev.seaworthy.inventory.php.PhpCatalogers;
import dev.seaworthy.inventory.portage.PortageCataloger;
import dev.seaworthy.inventory.python.PythonCataloger;
import dev.seaworthy.inventory.pythonlock.PythonLockFileCatalogers;
import dev.seaworthy.inventory.r.RCatalogers;
import dev.seaworthy.inventory.rpm.RpmCataloger;
import dev.seaworthy.inventory.ruby.RubyCatalogers;
import dev.seaworthy.inventory.rust.RustCatalogers;
import dev.seaworthy.inventory.swift.SwiftCatalogers;
import dev.seaworthy.inventory.wordpress.WordpressCatalogers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Every cataloger there is. To add an ecosystem: write a package with a [Cataloger] beside the
/// others, add its line to one of the three lists here, and let a test of yours inherit
/// `CatalogerContract`.
public final class BuiltInCatalogers {

  /// Package managers of operating systems.
  private static final List<Cataloger> SYSTEM =
      List.of(
          new ApkCataloger(),
          new DistributionCataloger(),
          new DpkgCataloger(),
          new NixCataloger(),
          new OpkgCataloger(),
          new PacmanCataloger(),
          new PortageCataloger(),
          new RpmCataloger());

  /// What language package managers leave behind when they install.
  private static final List<Cataloger> INSTALLED =
      List.of(
          BeamCatalogers.applications(),
          new BinaryClassifierCataloger(),
          CondaCatalogers.installed(),
          DotnetCatalogers.dependencies(),
          DotnetCatalogers.singleFile(),
          new ElfNoteCataloger(),
          new GoCataloger(),
          new JavaCataloger(),
          LuaCatalogers.rocks(),
          new NativeImageCataloger(),
          new NpmCataloger(),
          PhpCatalogers.installed(),
          new PythonCataloger(),
          RCatalogers.installed(),
          RubyCatalogers.installed(),
          RustCatalogers.auditable(),
          new SbomFileCataloger(),
          WordpressCatalogers.installed());

  /// Files that declare what is to be installed.
  private static final List<Cataloger> DECLARED =
      List.of(
          BeamCatalogers.mixLock(),
          BeamCatalogers.rebarLock(),
          ConanCatalogers.lockFile(),
          DartCatalogers.lockFile(),
          DotnetCatalogers.lockFile(),
          GithubCatalogers.workflows(),
          GradleCatalogers.lockFile(),
          HaskellCatalogers.cabal(),
          HaskellCatalogers.stack(),
          JuliaCatalogers.manifest(),
          PhpCatalogers.lockFile(),
          RubyCatalogers.lockFile(),
          RustCatalogers.lockFile(),
          SwiftCatalogers.pods(),
          SwiftCatalogers.resolved());

  private static final List<Cataloger> ALL = join();

  private BuiltInCatalogers() {}

  /// All of them, by name.
  public static List<Cataloger> all() {
    return ALL;
  }

  private static List<Cataloger> join() {
    List<Cataloger> all = new ArrayList<>(SYSTEM);
    all.addAll(INSTALLED);
    all.addAll(DECLARED);
    all.addAll(NodeLockFileCatalogers.all());
    all.addAll(PythonLockFileCatalogers.all());
    all.sort(Comparator.comparing(Cataloger::id));
    return List.copyOf(all);
  }
}
