package dev.seaworthy.inventory.document;

import dev.seaworthy.image.AnalyserId;
import dev.seaworthy.image.FactCodec;
import dev.seaworthy.image.FactSink;
import dev.seaworthy.image.FileContent;
import dev.seaworthy.image.FileRecord;
import dev.seaworthy.image.Interest;
import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.ComponentBuilder;
import dev.seaworthy.inventory.InventoryFact.Found;
import dev.seaworthy.inventory.InventoryFactCodec;
import java.io.IOException;

/// A cataloger of one file form, as data: what it is called, which files it wants and how one file
/// is read. Most lock files need no more.
///
/// Every component that it tells carries the property [#DECLARED] = `lock file` when the form only
/// declares what should be installed, since the files themselves may not be in the image.
public final class LockFileCataloger implements Cataloger {

  /// The property that tells a declared component from an installed one.
  public static final String DECLARED = "seaworthy:declaredIn";

  /// Reads one file.
  @FunctionalInterface
  public interface Reader {
    void read(FileRecord file, FileContent content, Told told) throws IOException;
  }

  /// Takes the components of one file.
  public interface Told {
    FactSink sink();

    /// Tells a component; one without name or version is left out, since a lock file names local
    /// folders so.
    void component(ComponentBuilder builder);
  }

  private final AnalyserId id;
  private final Interest interest;
  private final Coverage coverage;
  private final String method;
  private final boolean isDeclaration;
  private final Reader reader;

  /// @param method what gives the identity, such as `Cargo.lock`
  /// @param isDeclaration whether the form declares what should be installed rather than what is
  public LockFileCataloger(
      AnalyserId id,
      Interest interest,
      Coverage coverage,
      String method,
      boolean isDeclaration,
      Reader reader) {
    this.id = id;
    this.interest = interest;
    this.coverage = coverage;
    this.method = method;
    this.isDeclaration = isDeclaration;
    this.reader = reader;
  }

  @Override
  public AnalyserId id() {
    return id;
  }

  @Override
  public Interest interest() {
    return interest;
  }

  @Override
  public FactCodec codec() {
    return InventoryFactCodec.INSTANCE;
  }

  @Override
  public Coverage coverage() {
    return coverage;
  }

  @Override
  public void analyse(FileRecord file, FileContent content, FactSink sink) throws IOException {
    reader.read(
        file,
        content,
        new Told() {
          @Override
          public FactSink sink() {
            return sink;
          }

          @Override
          public void component(ComponentBuilder builder) {
            if (!builder.isNamed()) {
              return;
            }
            if (isDeclaration) {
              builder.property(DECLARED, method);
            }
            sink.fact(new Found(builder.build(), "", method));
          }
        });
  }
}
