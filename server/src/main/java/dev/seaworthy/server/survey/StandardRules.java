package dev.seaworthy.server.survey;

import io.quarkus.arc.DefaultBean;
import jakarta.inject.Singleton;

/// The standard policy for every project, where nothing else lays down any.
@DefaultBean
@Singleton
class StandardRules implements ProjectRules {
  @Override
  public Rules of(String project) {
    return new Rules("default", "");
  }
}
