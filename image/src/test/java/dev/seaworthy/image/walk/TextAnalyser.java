package dev.seaworthy.image.walk;

import dev.seaworthy.image.Analyser;
import dev.seaworthy.image.AnalyserId;
import dev.seaworthy.image.Fact;
import dev.seaworthy.image.FactCodec;
import dev.seaworthy.image.FactSink;
import dev.seaworthy.image.FileContent;
import dev.seaworthy.image.FileRecord;
import dev.seaworthy.image.Interest;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// Tells the first characters of each file that it is interested in.
public record TextAnalyser(AnalyserId id, Interest interest) implements Analyser {

  private static final int LENGTH = 60;

  public static TextAnalyser wanting(Interest.Pattern... patterns) {
    return named("text", patterns);
  }

  public static TextAnalyser named(String name, Interest.Pattern... patterns) {
    return new TextAnalyser(new AnalyserId(name, 1), Interest.in(patterns));
  }

  /// What it tells.
  public record Text(String text) implements Fact {}

  @Override
  public void analyse(FileRecord file, FileContent content, FactSink sink) throws IOException {
    try (InputStream in = content.open()) {
      sink.fact(new Text(new String(in.readNBytes(LENGTH), StandardCharsets.UTF_8)));
    }
  }

  @Override
  public FactCodec codec() {
    return new FactCodec() {
      @Override
      public void write(Fact fact, DataOutput out) throws IOException {
        out.writeUTF(((Text) fact).text());
      }

      @Override
      public Fact read(DataInput in) throws IOException {
        return new Text(in.readUTF());
      }
    };
  }
}
