package dev.seaworthy.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A directory that looks like a small Debian 12: what a scan needs to have something to match.
///
/// @param folder where it is made
record SmallRoot(Path folder) {

  private static final int PACKAGES = 500;
  private static final String[] SOURCES = {
    "openssl", "glibc", "zlib", "curl", "krb5", "systemd", "perl", "expat", "sqlite3", "gnutls28"
  };

  /// 500 packages, each of its own name and of one of ten sources with many flaws.
  Path write() throws IOException {
    Files.createDirectories(folder.resolve("etc"));
    Files.writeString(
        folder.resolve("etc/os-release"),
        "ID=debian\nVERSION_ID=\"12\"\nVERSION_CODENAME=bookworm\nPRETTY_NAME=\"Debian GNU/Linux 12\"\n");
    StringBuilder status = new StringBuilder();
    for (int i = 0; i < PACKAGES; i++) {
      status.append("Package: lib").append(i).append("\nStatus: install ok installed\n");
      status.append("Architecture: amd64\nVersion: 99:").append(i).append("-1\n");
      status.append("Source: ").append(SOURCES[i % SOURCES.length]).append("\n\n");
    }
    Files.createDirectories(folder.resolve("var/lib/dpkg"));
    Files.writeString(folder.resolve("var/lib/dpkg/status"), status);
    return folder;
  }

  /// A feed of one record that speaks of nothing in it.
  Path writeUnrelatedAdvisory() throws IOException {
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("CVE-2020-0001.json"),
        """
        {"schema_version": "1.7.0", "id": "CVE-2020-0001", "modified": "2026-11-20T00:00:00Z",
         "affected": [{"package": {"ecosystem": "Debian:12", "name": "unrelated"},
                       "ranges": [{"type": "ECOSYSTEM",
                                   "events": [{"introduced": "0"}, {"fixed": "1"}]}]}]}
        """);
    return folder;
  }
}
