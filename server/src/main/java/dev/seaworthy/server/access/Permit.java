package dev.seaworthy.server.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Says which permission a resource method wants. A method without one answers nobody, and fails
/// the build.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Permit {
  /// The permission.
  Permission value();
}
