package dev.seaworthy.scan.inspect;

import dev.seaworthy.image.Analyser;
import dev.seaworthy.image.ContentTap;
import dev.seaworthy.inspection.Inspection;
import dev.seaworthy.inspection.secret.Secrets;
import java.util.List;

/// Looks for secrets.
///
/// @param secrets open; closed with this
public record SecretInspector(Secrets secrets) implements Inspector {

  @Override
  public List<Analyser> analysers() {
    return List.of(secrets.archives());
  }

  @Override
  public List<ContentTap> taps() {
    return List.of(secrets.tap());
  }

  @Override
  public Inspection inspect(Walked image) {
    return secrets.inspect(image.config(), image.facts());
  }

  @Override
  public void close() {
    secrets.close();
  }
}
