package dev.seaworthy.cli.command;

import dev.seaworthy.cli.text.Quantities;
import dev.seaworthy.inventory.jarindex.JarIndexBuilder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `seaworthy db jar-index`: from a Maven repository on this machine to an index of its archives.
@Command(
    name = "jar-index",
    header = "Make an index of Java archives from a Maven repository.",
    description = {
      "",
      "Many archives don't say what Maven calls them. Their hashes do, to whoever has a",
      "repository that holds them: ~/.m2/repository, or the storage of a mirror. The",
      "same repository gives the same bytes; nothing is fetched."
    },
    synopsisHeading = "%nUsage:%n  ",
    customSynopsis = "seaworthy db jar-index --from DIRECTORY --out FILE",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  seaworthy db jar-index --from ~/.m2/repository --out jars.index",
      "  seaworthy scan --jar-index jars.index registry.example/shop/cart:1.8",
    })
final class DbJarIndexCommand implements Callable<Integer> {

  private final PrintWriter out;

  @Mixin private ShowOptions show = new ShowOptions();

  @Option(
      names = "--from",
      paramLabel = "DIRECTORY",
      required = true,
      description = "The root of the repository.")
  private Path from = Path.of("");

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "The file to make; replaced in one step when all went well.")
  private Path file = Path.of("");

  DbJarIndexCommand(PrintWriter out) {
    this.out = out;
  }

  @Override
  public Integer call() {
    JarIndexBuilder.Report report = JarIndexBuilder.build(from, file);
    if (!show.isQuiet()) {
      out.println(
          "index of " + Quantities.counted(report.archives(), "archive").toLowerCase(Locale.ROOT));
      if (report.ambiguous() > 0) {
        out.println("left out, because the same bytes have several names: " + report.ambiguous());
      }
    }
    return SeaworthyCommand.done();
  }
}
