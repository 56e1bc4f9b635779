package dev.seaworthy.server.http;

import io.vertx.ext.web.Router;

/// Puts routes on the registry's own listener. They run on the event loop: whatever waits for the
/// database or a disk goes to `vertx.executeBlocking` or a virtual thread. No filter stands before
/// them, so they ask the authenticator and the authorizer themselves.
public interface RegistryRoutes {
  /// Adds the routes.
  void mount(Router router);
}
