package dev.seaworthy.advisory.feed.osv;

import java.util.List;

/// Who publishes records of one kind of id. OSV.dev passes on what others write; this table says
/// who wrote it and on which terms.
///
/// @param prefix what the ids begin with
/// @param name the name in [dev.seaworthy.advisory.Advisory#source]
/// @param licence of the records
/// @param textWeight see [dev.seaworthy.advisory.feed.FeedRecord]
/// @param isBulletin whether its ids name updates rather than flaws, so that CVEs in `related` are
///   the flaws
record OsvSource(String prefix, String name, String licence, int textWeight, boolean isBulletin) {

  private static final OsvSource OTHER = new OsvSource("", "osv", "", 5, false);

  private static final List<OsvSource> KNOWN =
      List.of(
          flaws("GHSA-", "osv/github", "CC-BY-4.0", 9),
          flaws("PYSEC-", "osv/pypa", "CC-BY-4.0", 8),
          flaws("GO-", "osv/go", "CC-BY-4.0", 8),
          flaws("RUSTSEC-", "osv/rustsec", "CC0-1.0", 8),
          flaws("HSEC-", "osv/haskell", "CC0-1.0", 8),
          flaws("RSEC-", "osv/r", "Apache-2.0", 8),
          flaws("PSF-", "osv/psf", "CC-BY-4.0", 8),
          flaws("CURL-", "osv/curl", "curl", 8),
          flaws("EEF-", "osv/eef", "CC-BY-4.0", 8),
          flaws("GSD-", "osv/gsd", "CC0-1.0", 3),
          flaws("MAL-", "osv/malicious-packages", "Apache-2.0", 8),
          flaws("OSV-", "osv/oss-fuzz", "CC-BY-4.0", 4),
          flaws("BIT-", "osv/bitnami", "Apache-2.0", 4),
          flaws("DHI-", "osv/dhi", "Apache-2.0", 3),
          flaws("UBUNTU-CVE-", "osv/ubuntu", "CC-BY-SA-4.0", 3),
          flaws("DEBIAN-CVE-", "osv/debian", "public domain", 2),
          flaws("ALPINE-CVE-", "osv/alpine", "CC-BY-SA-4.0", 2),
          flaws("CGA-", "osv/chainguard", "Apache-2.0", 2),
          flaws("MINI-", "osv/minimos", "", 2),
          flaws("ECHO-", "osv/echo", "", 2),
          bulletins("DSA-", "osv/debian", "public domain"),
          bulletins("DLA-", "osv/debian", "public domain"),
          bulletins("DTSA-", "osv/debian", "public domain"),
          bulletins("USN-", "osv/ubuntu", "CC-BY-SA-4.0"),
          bulletins("LSN-", "osv/ubuntu", "CC-BY-SA-4.0"),
          bulletins("ALSA-", "osv/almalinux", "MIT"),
          bulletins("ALBA-", "osv/almalinux", "MIT"),
          bulletins("ALEA-", "osv/almalinux", "MIT"),
          bulletins("RLSA-", "osv/rocky", "BSD-3-Clause"),
          bulletins("RXSA-", "osv/rocky", "BSD-3-Clause"),
          bulletins("RHSA-", "osv/redhat", "CC-BY-4.0"),
          bulletins("RHBA-", "osv/redhat", "CC-BY-4.0"),
          bulletins("RHEA-", "osv/redhat", "CC-BY-4.0"),
          bulletins("SUSE-", "osv/suse", "CC-BY-4.0"),
          bulletins("openSUSE-", "osv/suse", "CC-BY-4.0"),
          bulletins("MGASA-", "osv/mageia", "CC-BY-SA-4.0"),
          bulletins("OESA-", "osv/openeuler", ""),
          bulletins("PHSA-", "osv/photon", "Apache-2.0"),
          bulletins("AZL-", "osv/azurelinux", "MIT"));

  private static OsvSource flaws(String prefix, String name, String licence, int textWeight) {
    return new OsvSource(prefix, name, licence, textWeight, false);
  }

  private static OsvSource bulletins(String prefix, String name, String licence) {
    return new OsvSource(prefix, name, licence, 2, true);
  }

  static OsvSource of(String id) {
    for (OsvSource source : KNOWN) {
      if (id.startsWith(source.prefix)) {
        return source;
      }
    }
    return OTHER;
  }

  /// The name without the feed's: who rated.
  String rater() {
    return name.startsWith("osv/") ? name.substring("osv/".length()) : name;
  }
}
