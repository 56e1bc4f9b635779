package dev.seaworthy.image.walk;

import dev.seaworthy.base.Limits;
import dev.seaworthy.image.Analyser;
import dev.seaworthy.image.AnalyserId;
import dev.seaworthy.image.Fact;
import dev.seaworthy.image.FactCodec;
import dev.seaworthy.image.FactSink;
import dev.seaworthy.image.FileContent;
import dev.seaworthy.image.FileRecord;
import dev.seaworthy.image.Interest;
import dev.seaworthy.image.LayerFactsCache;
import dev.seaworthy.image.WalkListener;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/// A process that stops in the middle of writing an entry of a layer cache, says so, and waits to
/// be killed.
final class CacheWriter {

  /// What it says once half an entry is on the disk.
  static final String SAID = "writing";

  /// The content of the file whose fact is written last.
  private static final String LAST = "b";

  /// More than any buffer on the way to the disk holds.
  private static final int WRITTEN_BYTES = 1 << 20;

  private CacheWriter() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    List<Analyser> analysers = List.of(new Halting(Walks.TEXTS));
    LayerFactsCache cache =
        FileLayerFactsCache.open(
                folder, analysers, Limits.defaults(), 10_000_000, 1, InstantSource.system())
            .cache();
    new ImageWalk(analysers, Limits.defaults(), cache, WalkResources.of(1, folder.getParent(), 1))
        .walk(TestImage.of(tar -> tar.file("a.txt", "a").file("b.txt", LAST)), WalkListener.NONE);
  }

  /// Another analyser to everyone but the one who keeps its facts.
  private record Halting(Analyser analyser) implements Analyser {

    @Override
    public AnalyserId id() {
      return analyser.id();
    }

    @Override
    public Interest interest() {
      return analyser.interest();
    }

    @Override
    public void analyse(FileRecord file, FileContent content, FactSink sink) throws IOException {
      analyser.analyse(file, content, sink);
    }

    @Override
    public FactCodec codec() {
      return new FactCodec() {
        @Override
        public void write(Fact fact, DataOutput out) throws IOException {
          // What was written for the fact before has left every buffer, for it was large.
          out.write(new byte[WRITTEN_BYTES]);
          if (fact.equals(new TextAnalyser.Text(LAST))) {
            System.out.println(SAID);
            System.out.flush();
            // Until someone kills the process: nobody ever writes there.
            if (System.in.read() >= 0) {
              throw new IOException("told to go on");
            }
          }
        }

        @Override
        public Fact read(DataInput in) throws IOException {
          return analyser.codec().read(in);
        }
      };
    }
  }
}
