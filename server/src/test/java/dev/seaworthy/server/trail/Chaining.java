package dev.seaworthy.server.trail;

import dev.seaworthy.server.keys.Keys;
import dev.seaworthy.server.settings.Settings;
import dev.seaworthy.server.store.Database;
import dev.seaworthy.server.store.Ids;
import dev.seaworthy.server.store.Leases;
import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.Optional;

/// The chaining of a replica, for tests of other packages.
public final class Chaining {
  private final Sequencer sequencer;
  private final Heads heads;
  private final HeadExports exports;
  private final ChainExport export;

  public Chaining(Settings settings, Database database, Keys keys, Ids ids, InstantSource clock) {
    this.sequencer =
        new Sequencer(database, new Leases(database, ids.next().toString()), ids, clock);
    this.heads = new Heads(database, keys, clock);
    this.exports = new HeadExports(settings, heads, database, clock);
    this.export = new ChainExport(database, keys);
  }

  /// One round, with its head.
  public void round() {
    Optional<Long> fence = sequencer.lead();
    if (fence.isPresent()) {
      sequencer.chain(fence.get());
      heads.sign();
      exports.send();
    }
  }

  public void export(OutputStream to) throws IOException {
    export.write(to);
  }
}
