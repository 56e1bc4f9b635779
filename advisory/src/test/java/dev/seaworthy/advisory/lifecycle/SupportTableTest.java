package dev.seaworthy.advisory.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.advisory.lifecycle.SupportTerm.Extended;
import dev.seaworthy.inventory.Distribution;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SupportTableTest {

  private final SupportTable table = SupportTable.builtIn();

  @ParameterizedTest
  @CsvSource({
    // The last day still counts.
    "debian, 10, buster, , 2024-06-30, supported",
    "debian, 10, buster, , 2024-07-01, ended",
    "debian, 10.13, '', , 2024-07-01, ended",
    // Long-term support is for everybody, Ubuntu Pro is for subscribers.
    "debian, 12, bookworm, , 2027-01-01, supported",
    "ubuntu, 18.04, bionic, , 2023-05-31, supported",
    "ubuntu, 18.04, bionic, , 2023-06-01, ended",
    "debian, '', trixie, , 2026-01-01, supported",
    "debian, '', forky/sid, , 2026-01-01, unknown",
    "debian, '', forky, , 2026-01-01, unknown",
    "alpine, 3.14.2, '', , 2023-05-02, ended",
    "alpine, 3.20.3, '', , 2026-04-01, supported",
    "alpine, 3.21.0_alpha20240807, '', , 2030-01-01, unknown",
    "rhel, 9.4, plow, , 2030-01-01, supported",
    "rhel, 7.9, maipo, , 2025-01-01, ended",
    "centos, 8, '', CentOS Linux 8, 2022-01-01, ended",
    "centos, 8, '', CentOS Stream 8, 2022-01-01, supported",
    "centos, 8, '', CentOS Stream 8, 2024-06-01, ended",
    "sles, 15.6, '', , 2026-01-01, ended",
    "sles, 15, '', , 2026-01-01, ended",
    // A service pack that the table doesn't know is not the first release.
    "sles, 15.9, '', , 2026-01-01, unknown",
    "opensuse-tumbleweed, 20240911, '', , 2030-01-01, supported",
    "wolfi, 20230201, '', , 2030-01-01, supported",
    "arch, '', '', , 2030-01-01, supported",
    "gentoo, 2.15, '', , 2030-01-01, supported",
    "amzn, 2018.03, '', , 2024-01-01, ended",
    "mariner, 2.0, '', , 2026-01-01, ended",
    "openeuler, 22.03, lts-sp1, , 2026-01-01, ended",
    "openeuler, 22.03, lts-sp2, , 2024-04-01, ended",
    "openeuler, 22.03, lts-sp4, , 2026-06-30, supported",
    "openeuler, 22.03, lts-sp9, , 2026-01-01, unknown",
    "openeuler, 25.09, '', , 2026-04-01, ended",
    "azurelinux, 3.0, '', , 2027-09-01, ended",
    "anolis, 8.8, '', , 2031-03-31, supported",
    "opencloudos, 9.4, '', , 2033-05-01, ended",
    "kylin, V10, '', , 2026-01-01, supported",
    "openeuler, 22.03, '', , 2026-01-01, unknown",
    "fedora, 99, '', , 2026-01-01, unknown",
    "somebodys, 1, '', , 2026-01-01, unknown",
  })
  void tellsWhetherAReleaseGetsFixesOnADay(
      String id, String version, String codename, String name, LocalDate day, String wanted) {
    Distribution distribution =
        new Distribution(
            id, version, codename, name == null ? "" : name, List.of(), "/etc/os-release");

    assertThat(word(table.at(distribution, day, false))).isEqualTo(wanted);
  }

  @Test
  void hasNothingToSayOfAnImageWithoutADistribution() {
    assertThat(table.at(null, LocalDate.EPOCH, false)).isEqualTo(new Support.NoDistribution());
  }

  @Test
  void saysWhoStillGetsFixesAndWhoSaysSo() {
    Support support = table.at(distribution("ubuntu", "18.04"), LocalDate.of(2024, 1, 1), false);

    assertThat(support)
        .isInstanceOfSatisfying(
            Support.Ended.class,
            ended ->
                assertThat(SupportWords.ended(ended))
                    .isEqualTo(
                        "fixes ended on 2023-05-31, for subscribers on 2028-04-01 (endoflife.date"
                            + " of 2026-08-22)"));
  }

  @Test
  void subscribersGetFixesForLonger() {
    Distribution bionic = distribution("ubuntu", "18.04");
    assertThat(table.at(bionic, LocalDate.of(2028, 4, 1), true))
        .isInstanceOfSatisfying(
            Support.Supported.class,
            supported ->
                assertThat(SupportWords.supported(supported))
                    .isEqualTo(
                        "subscribers get fixes until 2028-04-01, and the policy subscribes; for"
                            + " everybody they ended on 2023-05-31 (endoflife.date of 2026-08-22)"));
    assertThat(table.at(bionic, LocalDate.of(2028, 4, 2), true))
        .isInstanceOfSatisfying(
            Support.Ended.class,
            ended ->
                assertThat(SupportWords.ended(ended))
                    .startsWith("fixes ended on 2023-05-31, for subscribers on 2028-04-01"));
    // Everybody's support counts as such, and who has none more to get gets none more.
    assertThat(table.at(distribution("ubuntu", "24.04"), LocalDate.of(2026, 1, 1), true))
        .isEqualTo(table.at(distribution("ubuntu", "24.04"), LocalDate.of(2026, 1, 1), false));
    assertThat(table.at(distribution("alpine", "3.14"), LocalDate.of(2026, 1, 1), true))
        .isInstanceOf(Support.Ended.class);
  }

  @Test
  void takesNewerTermsInPlaceOfItsOwn() {
    SupportTerm longer =
        new SupportTerm(
            List.of("debian"),
            "10",
            "buster",
            LocalDate.of(2030, 1, 1),
            null,
            Extended.NOBODY,
            "elsewhere",
            LocalDate.of(2026, 11, 1));

    assertThat(
            table
                .with(List.of(longer))
                .at(distribution("debian", "10"), LocalDate.of(2029, 1, 1), false))
        .isEqualTo(new Support.Supported(longer, false));
    assertThat(table.with(List.of(longer)).terms()).hasSameSizeAs(table.terms());
  }

  @Test
  void namesTheLineThatIsNoTerm() {
    assertThatThrownBy(() -> SupportTable.parse("# head\ndebian\t12\n"))
        .hasMessage("line 2 of the table of support: it has 2 columns");
    assertThatThrownBy(() -> SupportTable.parse("debian\t12\t-\tsoon\t-\t-\tx\t2026-01-01"))
        .hasMessageContaining("line 1");
    assertThatThrownBy(() -> SupportTable.parse("debian\t12\t-\t-\t2026-01-01\t-\tx\t2026-01-01"))
        .hasMessageContaining("extended support has an end and somebody who gets it");
  }

  private static Distribution distribution(String id, String version) {
    return new Distribution(id, version, "", "", List.of(), "/etc/os-release");
  }

  private static String word(Support support) {
    return switch (support) {
      case Support.Supported _ -> "supported";
      case Support.Ended _ -> "ended";
      case Support.Unknown _ -> "unknown";
      case Support.NoDistribution _ -> "none";
    };
  }
}
