package dev.seaworthy.server.access;

import dev.seaworthy.server.audit.AuditEvent;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who sent the current request; inject it into resources.
@RequestScoped
public class Caller {
  private @Nullable Principal principal;
  private String address = "";

  void is(@Nullable Principal known, String from) {
    principal = known;
    address = from;
  }

  /// Who it is; empty on an open endpoint that was called without credentials.
  public Optional<Principal> principal() {
    return Optional.ofNullable(principal);
  }

  /// Who it is, where the endpoint's permission wants somebody.
  public Principal known() {
    return principal().orElseThrow(() -> new IllegalStateException("an open endpoint"));
  }

  /// The source address.
  public String address() {
    return address;
  }

  /// As the audit trail names them.
  public AuditEvent.Actor actor() {
    return principal().map(Principal::actor).orElseGet(AuditEvent.Actor::nobody);
  }
}
