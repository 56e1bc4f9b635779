package dev.seaworthy.bench;

import dev.seaworthy.advisory.AdvisoryDatabase;
import dev.seaworthy.advisory.database.DatabaseFile;
import dev.seaworthy.advisory.database.DatabaseTrust;
import dev.seaworthy.advisory.match.Matcher;
import dev.seaworthy.advisory.match.Subscriptions;
import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.Distribution;
import dev.seaworthy.inventory.Inventory;
import dev.seaworthy.signing.KeyFolder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Opens a database and matches in one process, again and again, and prints three medians: opening
/// in microseconds, opening and matching 500 and 5,000 components in milliseconds.
public final class WarmMatching {

  private static final long WARM_UP_NANOS = 4_000_000_000L;
  private static final int COUNTED = 101;
  private static final Distribution DEBIAN =
      new Distribution("debian", "12", "bookworm", "Debian 12", List.of(), "/etc/os-release");

  /// Sources of Debian 12 with many flaws, as common images have them, and their versions there.
  private static final String[] SOURCES = {
    "openssl 3.0.15-1~deb12u1",
    "glibc 2.36-9+deb12u9",
    "zlib 1:1.2.13.dfsg-1",
    "curl 7.88.1-10+deb12u8",
    "krb5 1.20.1-2+deb12u2",
    "systemd 252.31-1~deb12u1",
    "perl 5.36.0-7+deb12u1",
    "expat 2.5.0-1+deb12u1",
    "sqlite3 3.40.1-2",
    "gnutls28 3.7.9-2+deb12u3",
    "bash 5.2.15-2+b7",
    "libxml2 2.9.14+dfsg-1.3~deb12u1",
    "tar 1.34+dfsg-1.2+deb12u1",
    "util-linux 2.38.1-5+deb12u3",
  };

  private static final String[] MODULES = {
    "lodash 4.17.20", "express 4.17.1", "minimist 1.2.5", "axios 0.21.0", "ws 7.4.5", "tar 6.1.0",
  };

  private WarmMatching() {}

  /// @param args the database, and the folder of the keys that may have signed it
  public static void main(String[] args) {
    Path file = Path.of(args[0]);
    DatabaseTrust trust =
        DatabaseTrust.of(new KeyFolder(Path.of(args[1])).trusted(), Instant.now());
    double open = median(() -> DatabaseFile.open(file, trust).close()) / 1e3;
    double match500 = match(file, trust, 500) / 1e6;
    double match5000 = match(file, trust, 5_000) / 1e6;
    System.out.printf(Locale.ROOT, "%.1f %.3f %.3f%n", open, match500, match5000);
  }

  private static double match(Path file, DatabaseTrust trust, int components) {
    Inventory inventory = inventory(components);
    return median(() -> {
      try (AdvisoryDatabase database = DatabaseFile.open(file, trust)) {
        if (new Matcher(database, Subscriptions.NONE).match(inventory).components() != components) {
          throw new IllegalStateException("not every component was looked up");
        }
      }
    });
  }

  /// Half system packages, half modules of npm; four in ten of names with many flaws, the others of
  /// names that nothing is said of, as most components of an image are. System packages come
  /// several to a source in one version, modules each in a version of their own.
  private static Inventory inventory(int size) {
    List<Component> components = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      boolean isSystem = i % 2 == 0;
      String[] known = (isSystem ? SOURCES : MODULES)[i / 2 % (isSystem ? 14 : 6)].split(" ", 2);
      String name = i % 10 < 4 ? known[0] : "component" + i;
      String version = isSystem ? known[1] + "+b" + i / 400 : known[1] + "-rc." + i;
      components.add(component(isSystem ? "deb" : "npm", name, version, i));
    }
    return new Inventory(DEBIAN, components, List.of(), List.of());
  }

  private static Component component(String type, String name, String version, int number) {
    return new Component(
        type,
        type.equals("deb") ? "debian" : "",
        name + (type.equals("deb") ? number : ""),
        version,
        "pkg:" + type + "/" + name + "@" + version + "?number=" + number,
        "",
        type.equals("deb") ? new Component.SourcePackage(name, version) : null,
        List.of(),
        Map.of(),
        List.of(),
        List.of(),
        List.of(),
        Map.of());
  }

  private static double median(Runnable task) {
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < WARM_UP_NANOS) {
      task.run();
    }
    long[] nanos = new long[COUNTED];
    for (int i = 0; i < COUNTED; i++) {
      long start = System.nanoTime();
      task.run();
      nanos[i] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    return nanos[COUNTED / 2];
  }
}
