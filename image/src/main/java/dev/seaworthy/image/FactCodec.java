package dev.seaworthy.image;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Writes and reads the facts of an analyser, for the layer cache and for scans in a child process.
public interface FactCodec {

  void write(Fact fact, DataOutput out) throws IOException;

  /// @throws IOException when the bytes don't hold a fact that this codec wrote
  Fact read(DataInput in) throws IOException;
}
