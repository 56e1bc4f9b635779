package dev.seaworthy.inspection.secret;

import dev.seaworthy.image.Fact;
import dev.seaworthy.image.FactCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Writes and reads [SecretFact].
final class SecretFactCodec implements FactCodec {

  @Override
  public void write(Fact fact, DataOutput out) throws IOException {
    SecretFact secret = (SecretFact) fact;
    out.writeUTF(secret.rule());
    out.writeUTF(secret.nestedPath());
    out.writeLong(secret.line());
    out.writeInt(secret.count());
    out.writeUTF(secret.fingerprint());
    out.writeUTF(secret.shown());
  }

  @Override
  public Fact read(DataInput in) throws IOException {
    return new SecretFact(
        in.readUTF(), in.readUTF(), in.readLong(), in.readInt(), in.readUTF(), in.readUTF());
  }
}
