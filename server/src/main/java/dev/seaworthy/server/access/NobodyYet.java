package dev.seaworthy.server.access;

import io.quarkus.arc.DefaultBean;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/// Knows nobody and allows nothing; stands in where no other bean does.
@DefaultBean
@Singleton
class NobodyYet implements Authenticator, Authorizer {
  @Override
  public Authentication authenticate(Incoming incoming) {
    return new Anonymous();
  }

  @Override
  public Decision decide(Principal principal, Permission permission, @Nullable String project) {
    return new Denied("no permissions are set up", false);
  }
}
