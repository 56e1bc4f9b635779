package dev.seaworthy.server.survey;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.seaworthy.advisory.AdvisoryDatabase;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.cli.process.ProductVersion;
import dev.seaworthy.server.access.Permission;
import dev.seaworthy.server.access.Permit;
import dev.seaworthy.server.keys.Keys;
import dev.seaworthy.server.settings.Role;
import dev.seaworthy.server.settings.Settings;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The installation, as far as everybody who is signed in may know it.
@Path("/api/v1/system")
@Produces(MediaType.APPLICATION_JSON)
class SystemResource {
  private final Settings settings;
  private final Advisories advisories;
  private final Isolation isolation;
  private final Keys keys;

  SystemResource(Settings settings, Advisories advisories, Isolation isolation, Keys keys) {
    this.settings = settings;
    this.advisories = advisories;
    this.isolation = isolation;
    this.keys = keys;
  }

  /// @param roles of the replica that answers
  /// @param scanUser whether scans run as a user of their own
  /// @param scanNetwork whether scans could reach a network
  /// @param publicKeys that signed for this installation, PEM
  record Told(
      String version,
      List<String> roles,
      Data data,
      boolean scanUser,
      boolean scanNetwork,
      List<String> publicKeys) {}

  /// The advisory data.
  ///
  /// @param problem why they can't be used, if they can't
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Data(
      @Nullable String digest,
      @Nullable Instant date,
      boolean isStarterSet,
      long advisories,
      @Nullable String problem) {}

  @GET
  @Permit(Permission.SIGNED_IN)
  public Told system() {
    return new Told(
        ProductVersion.text(),
        settings.roles().stream().map(Role::word).sorted().toList(),
        data(),
        isolation.kept().user(),
        !isolation.kept().network(),
        keys.told());
  }

  private Data data() {
    try (AdvisoryDatabase open = advisories.open()) {
      return new Data(
          open.info().digest().toString(),
          open.info().dataDate(),
          open.info().isStarterSet(),
          open.info().advisoryCount(),
          null);
    } catch (SeaworthyException e) {
      return new Data(null, null, false, 0, e.code().id() + ": " + e.getMessage());
    }
  }
}
