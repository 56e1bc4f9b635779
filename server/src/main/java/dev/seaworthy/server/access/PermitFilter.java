package dev.seaworthy.server.access;

import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.ext.Provider;

/// Stands before every resource method. What carries no [Permit] answers nobody.
@Provider
@Priority(Priorities.AUTHORIZATION)
class PermitFilter implements ContainerRequestFilter {
  private final ResourceInfo resource;
  private final HttpServerRequest request;
  private final Gate gate;

  PermitFilter(ResourceInfo resource, HttpServerRequest request, Gate gate) {
    this.resource = resource;
    this.request = request;
    this.gate = gate;
  }

  @Override
  public void filter(ContainerRequestContext context) {
    gate.admit(
        request,
        resource.getResourceMethod().getAnnotation(Permit.class),
        context.getUriInfo().getPathParameters().getFirst("project"));
  }
}
