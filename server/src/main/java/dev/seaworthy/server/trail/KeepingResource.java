package dev.seaworthy.server.trail;

import dev.seaworthy.server.access.Permission;
import dev.seaworthy.server.access.Permit;
import dev.seaworthy.server.settings.Settings;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/// How the trail is kept. The operator's options say so, not this API: whoever may read the trail
/// must not be able to shorten it.
@Path("/api/v1/audit/settings")
@Produces(MediaType.APPLICATION_JSON)
class KeepingResource {
  private final HeadExports exports;
  private final Settings settings;

  KeepingResource(HeadExports exports, Settings settings) {
    this.exports = exports;
    this.settings = settings;
  }

  /// @param headsTo the places outside, without secrets
  record Kept(
      int retentionDays,
      int retentionDaysMin,
      int reviewDays,
      int reviewDueDays,
      List<String> headsTo) {}

  @GET
  @Permit(Permission.AUDIT_READ)
  public Kept settings() {
    return new Kept(
        settings.audit().retentionDays(),
        Retention.DAYS_MIN,
        settings.audit().reviewDays(),
        settings.audit().reviewDueDays(),
        exports.targets());
  }
}
