package dev.seaworthy.server.identity;

import dev.seaworthy.server.PlatformProcess;
import dev.seaworthy.server.access.Permission;
import dev.seaworthy.server.access.Permit;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The endpoints of the API: those that the program declares, and those that the table names.
final class Endpoints {
  private static final String BASE = "/api/v1";

  private Endpoints() {}

  /// @param own who may, in a project of their own or of the platform
  /// @param other who may in another project
  record Row(String method, String path, Set<String> own, Set<String> other) {}

  static List<Row> table() throws IOException {
    try (InputStream in = Endpoints.class.getResourceAsStream("permissions.tsv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t", -1))
          .map(cells -> new Row(cells[0], cells[1], names(cells, 2), names(cells, 3)))
          .toList();
    }
  }

  private static Set<String> names(String[] cells, int index) {
    return cells.length <= index
        ? Set.of()
        : Arrays.stream(cells[index].split(" "))
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toSet());
  }

  /// What the program's classes declare: method and path, to the permission; null when it declares
  /// none.
  static Map<String, @Nullable Permission> declared() throws Exception {
    java.nio.file.Path root =
        java.nio.file.Path.of(
            Permit.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Map<String, @Nullable Permission> declared = new TreeMap<>();
    try (Stream<java.nio.file.Path> files = Files.walk(root.resolve("dev/seaworthy/server"))) {
      for (java.nio.file.Path file : files.filter(Endpoints::isClass).toList()) {
        String name =
            root.relativize(file).toString().replace('/', '.').replaceAll("\\.class$", "");
        add(Class.forName(name, false, PlatformProcess.class.getClassLoader()), declared);
      }
    }
    return declared;
  }

  private static boolean isClass(java.nio.file.Path file) {
    return file.toString().endsWith(".class");
  }

  private static void add(Class<?> type, Map<String, @Nullable Permission> declared) {
    Path path = type.getAnnotation(Path.class);
    if (path == null) {
      return;
    }
    for (Method method : type.getDeclaredMethods()) {
      for (Annotation annotation : method.getAnnotations()) {
        HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
        if (verb != null) {
          Path below = method.getAnnotation(Path.class);
          Permit permit = method.getAnnotation(Permit.class);
          String whole = path.value() + (below == null ? "" : "/" + below.value());
          declared.put(
              verb.value() + " " + whole.replaceAll("/+", "/").substring(BASE.length()),
              permit == null ? null : permit.value());
        }
      }
    }
  }
}
