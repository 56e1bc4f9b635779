package dev.seaworthy.server.status;

import dev.seaworthy.server.access.Permission;
import dev.seaworthy.server.access.Permit;
import dev.seaworthy.server.settings.Role;
import dev.seaworthy.server.settings.Settings;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// The replica that answers.
@Path("/api/v1/status")
class StatusResource {
  private final Settings settings;
  private final InstantSource clock;

  StatusResource(Settings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /// @param now by the replica's clock
  /// @param roles what it does
  record Status(Instant now, List<String> roles) {}

  @GET
  @Permit(Permission.ANYONE)
  public Status status() {
    return new Status(clock.instant(), settings.roles().stream().map(Role::word).sorted().toList());
  }
}
