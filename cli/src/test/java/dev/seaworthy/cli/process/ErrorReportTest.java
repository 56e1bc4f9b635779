package dev.seaworthy.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class ErrorReportTest {

  @Test
  void memoryThatRanOutInAnotherThreadIsNoFaultOfOurs() {
    Throwable thrown =
        new IllegalStateException(new ExecutionException(new OutOfMemoryError("Java heap space")));
    ErrorReport report = ErrorReport.of(thrown);
    assertThat(report.code()).isEqualTo(CliError.OUT_OF_MEMORY);
    assertThat(report.hint()).contains("SEAWORTHY_JAVA_OPTS=-Xmx");
  }

  @Test
  void aCauseThatIsNoneOfThemStaysAFault() {
    assertThat(ErrorReport.of(new IllegalStateException(new RuntimeException("x"))).code())
        .isEqualTo(CliError.INTERNAL);
  }
}
