package dev.seaworthy.inspection.hardening.facts;

import dev.seaworthy.image.Fact;
import dev.seaworthy.image.FactCodec;
import dev.seaworthy.inspection.hardening.facts.HardeningFact.Account;
import dev.seaworthy.inspection.hardening.facts.HardeningFact.Accounts;
import dev.seaworthy.inspection.hardening.facts.HardeningFact.Group;
import dev.seaworthy.inspection.hardening.facts.HardeningFact.Groups;
import dev.seaworthy.inspection.hardening.facts.HardeningFact.Kept;
import dev.seaworthy.inspection.hardening.facts.HardeningFact.Linkage;
import dev.seaworthy.inspection.hardening.facts.HardeningFact.Password;
import dev.seaworthy.inspection.hardening.facts.HardeningFact.Script;
import dev.seaworthy.inspection.hardening.facts.HardeningFact.Shadow;
import dev.seaworthy.inspection.hardening.facts.HardeningFact.Shadows;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Keeps [HardeningFact]s. A fact begins with the version of this form and a byte that says which
/// fact it is. Counts are never trusted: what is read grows only with the bytes that are there.
final class HardeningFactCodec implements FactCodec {

  static final HardeningFactCodec INSTANCE = new HardeningFactCodec();

  private static final int VERSION = 1;
  private static final int KEPT = 1;
  private static final int ACCOUNTS = 2;
  private static final int GROUPS = 3;
  private static final int SHADOWS = 4;
  private static final int LINKAGE = 5;
  private static final int SCRIPT = 6;

  /// No text of a fact is longer; see [HardeningAnalyser].
  private static final int TEXT_BYTES_MAX = 4 << 20;

  /// A read item of a list.
  private interface Item<T> {
    T read() throws IOException;
  }

  private HardeningFactCodec() {}

  @Override
  public void write(Fact fact, DataOutput out) throws IOException {
    if (!(fact instanceof HardeningFact hardening)) {
      throw new IOException("not a fact of the hardening checks: " + fact.getClass().getName());
    }
    out.writeByte(VERSION);
    switch (hardening) {
      case Kept(String text) -> {
        out.writeByte(KEPT);
        write(text, out);
      }
      case Accounts(List<Account> accounts) -> {
        out.writeByte(ACCOUNTS);
        out.writeInt(accounts.size());
        for (Account account : accounts) {
          out.writeInt(account.line());
          write(account.name(), out);
          write(account.password().name(), out);
          out.writeLong(account.uid());
          out.writeLong(account.gid());
          write(account.home(), out);
          write(account.shell(), out);
        }
      }
      case Groups(List<Group> groups) -> {
        out.writeByte(GROUPS);
        out.writeInt(groups.size());
        for (Group group : groups) {
          out.writeInt(group.line());
          write(group.name(), out);
          out.writeLong(group.gid());
        }
      }
      case Shadows(List<Shadow> shadows) -> {
        out.writeByte(SHADOWS);
        out.writeInt(shadows.size());
        for (Shadow shadow : shadows) {
          out.writeInt(shadow.line());
          write(shadow.name(), out);
          write(shadow.password().name(), out);
        }
      }
      case Linkage(String interpreter, List<String> needed, List<String> searchPaths) -> {
        out.writeByte(LINKAGE);
        write(interpreter, out);
        write(needed, out);
        write(searchPaths, out);
      }
      case Script(List<String> interpreter, List<String> programs) -> {
        out.writeByte(SCRIPT);
        write(interpreter, out);
        write(programs, out);
      }
    }
  }

  @Override
  public HardeningFact read(DataInput in) throws IOException {
    int version = in.readUnsignedByte();
    if (version != VERSION) {
      throw new IOException("facts of form " + version + ", this is form " + VERSION);
    }
    int kind = in.readUnsignedByte();
    return switch (kind) {
      case KEPT -> new Kept(text(in));
      case ACCOUNTS -> new Accounts(list(in, () -> account(in)));
      case GROUPS -> new Groups(list(in, () -> new Group(in.readInt(), text(in), in.readLong())));
      case SHADOWS -> new Shadows(list(in, () -> new Shadow(in.readInt(), text(in), password(in))));
      case LINKAGE -> new Linkage(text(in), texts(in), texts(in));
      case SCRIPT -> new Script(texts(in), texts(in));
      default -> throw new IOException("no fact of kind " + kind);
    };
  }

  private static Account account(DataInput in) throws IOException {
    return new Account(
        in.readInt(), text(in), password(in), in.readLong(), in.readLong(), text(in), text(in));
  }

  private static Password password(DataInput in) throws IOException {
    String name = text(in);
    for (Password password : Password.values()) {
      if (password.name().equals(name)) {
        return password;
      }
    }
    throw new IOException("no such password: " + name);
  }

  private static void write(List<String> texts, DataOutput out) throws IOException {
    out.writeInt(texts.size());
    for (String text : texts) {
      write(text, out);
    }
  }

  private static List<String> texts(DataInput in) throws IOException {
    return list(in, () -> text(in));
  }

  private static <T> List<T> list(DataInput in, Item<T> item) throws IOException {
    int count = in.readInt();
    if (count < 0) {
      throw new IOException("a negative count: " + count);
    }
    List<T> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(item.read());
    }
    return items;
  }

  private static void write(String text, DataOutput out) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String text(DataInput in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > TEXT_BYTES_MAX) {
      throw new IOException("a text of %s bytes".formatted(length));
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
