package dev.seaworthy.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.cli.Golden;
import dev.seaworthy.cli.report.TablePresenter.Extent;
import dev.seaworthy.cli.text.Columns;
import dev.seaworthy.cli.text.Ink;
import dev.seaworthy.scan.ScanResult;
import java.io.IOException;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TablePresenterTest {

  @Test
  void showsWhatStandsInTheWayFirst() throws IOException {
    Golden.matches("table-inspected.txt", table(Sample.inspected(), Ink.PLAIN, Extent.USUAL));
    Golden.matches("table-refused.txt", table(Sample.refused(), Ink.PLAIN, Extent.USUAL));
  }

  @Test
  void showsEveryFindingInDetails() throws IOException {
    Golden.matches(
        "table-inspected-details.txt", table(Sample.inspected(), Ink.PLAIN, Extent.DETAILS));
    Golden.matches("table-details.txt", table(Sample.refused(), Ink.PLAIN, Extent.DETAILS));
  }

  @Test
  void saysThatAnImageIsCleared() throws IOException {
    Golden.matches("table-cleared.txt", table(Sample.cleared(), Ink.PLAIN, Extent.USUAL));
  }

  @Test
  void saysWhatTheStarterSetIs() throws IOException {
    Golden.matches(
        "table-starter-set.txt", table(Sample.withStarterSet(), Ink.PLAIN, Extent.USUAL));
  }

  @Test
  void countsWhatItDoesNotShow() throws IOException {
    Golden.matches("table-summary.txt", table(Sample.withMany(), Ink.PLAIN, Extent.SUMMARY));
  }

  @Test
  void coloursSayNothingOfTheirOwn() throws IOException {
    String coloured = table(Sample.refused(), Ink.COLOURED, Extent.USUAL);
    assertThat(coloured).contains("\u001b[1;31mREFUSED\u001b[0m");
    assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", ""))
        .isEqualTo(table(Sample.refused(), Ink.PLAIN, Extent.USUAL));
  }

  @Test
  void fitsInto80Columns() throws IOException {
    for (Extent extent : new Extent[] {Extent.SUMMARY, Extent.USUAL}) {
      assertThat(table(Sample.refused(), Ink.PLAIN, extent).lines())
          .allSatisfy(line -> assertThat(Columns.of(line)).as(line).isLessThanOrEqualTo(80));
    }
  }

  @Test
  void showsNothingThatATerminalWouldObey() throws IOException {
    for (Extent extent : Extent.values()) {
      assertThat(table(Sample.refused(), Ink.PLAIN, extent).replace("\n", ""))
          .doesNotContainPattern("\\p{Cc}|\\p{Cf}");
    }
  }

  private static String table(ScanResult result, Ink ink, Extent extent) throws IOException {
    StringWriter out = new StringWriter();
    new TablePresenter(ink, extent).present(result, out);
    return out.toString();
  }
}
