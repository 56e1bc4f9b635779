package dev.seaworthy.inventory.catalog;

import dev.seaworthy.inventory.Cataloger;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/// The reference page of what catalogers read, yield and can't see, and of how each is proven.
public final class CoveragePage {

  /// How a cataloger was shown to be right.
  ///
  /// @param isReal whether on files that the ecosystem's own tool or upstream made; else only on
  ///   files written after the format's description
  /// @param origin where the files and the truth about them come from
  public record Proof(boolean isReal, String origin) {}

  private CoveragePage() {}

  /// The proofs by the cataloger's name, as the table beside this class has them.
  public static Map<String, Proof> proofs() {
    try (InputStream in = CoveragePage.class.getResourceAsStream("proofs.tsv")) {
      if (in == null) {
        throw new IllegalStateException("the resource proofs.tsv is missing");
      }
      Map<String, Proof> proofs = new TreeMap<>();
      BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.startsWith("#")) {
          String[] cells = line.split("\t", -1);
          proofs.put(cells[0], new Proof(cells[1].equals("real"), cells[2]));
        }
      }
      return proofs;
    } catch (IOException e) {
      throw new UncheckedIOException("the resource proofs.tsv can't be read", e);
    }
  }

  /// The page, in Markdown.
  public static String markdown() {
    StringBuilder page =
        new StringBuilder(
            """
            # What the inventory sees

            This page is made from the catalogers themselves; a test keeps the two alike. *Proof* says how a
            cataloger was shown to be right: **real** means on files that the ecosystem's own tool or upstream
            made, **format-only** means on files written after the format's description. Take what a
            format-only cataloger says as unproven.

            | cataloger | ecosystem | reads | yields | can't see | proof |
            |---|---|---|---|---|---|
            """);
    Map<String, Proof> proofs = proofs();
    for (Cataloger cataloger : BuiltInCatalogers.all()) {
      Cataloger.Coverage coverage = cataloger.coverage();
      Proof proof = proofs.getOrDefault(cataloger.id().name(), new Proof(false, "none"));
      page.append("| `%s` | %s".formatted(cataloger.id(), cell(coverage.ecosystem())))
          .append(" | %s | %s".formatted(cell(coverage.reads()), cell(coverage.yields())))
          .append(" | %s".formatted(cell(coverage.blindTo())))
          .append(" | **%s**: ".formatted(proof.isReal() ? "real" : "format-only"))
          .append("%s |\n".formatted(cell(proof.origin())));
    }
    return page.toString();
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
