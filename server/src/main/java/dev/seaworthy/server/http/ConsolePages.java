package dev.seaworthy.server.http;

import dev.seaworthy.server.settings.Role;
import dev.seaworthy.server.settings.Settings;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Provider;

/// The console's pages on the console's listener: the files of the module `console`, and its start
/// page for every address that the console itself tells apart, so that a link to a page works.
@ApplicationScoped
class ConsolePages {
  /// Before the files are looked for.
  private static final int BEFORE_FILES = -1000;

  private static final String START = "/index.html";

  private final Provider<Settings> settings;

  ConsolePages(Provider<Settings> settings) {
    this.settings = settings;
  }

  void mount(@Observes Router router) {
    router.route().order(BEFORE_FILES).handler(this::route);
  }

  private void route(RoutingContext context) {
    String path = context.normalizedPath();
    if (isOfOthers(path)) {
      context.next();
    } else if (!settings.get().roles().contains(Role.CONSOLE)) {
      context.fail(404);
    } else if (isPage(context, path)) {
      context.reroute(START);
    } else {
      context.addHeadersEndHandler(_ -> caching(context, path));
      context.next();
    }
  }

  private static boolean isOfOthers(String path) {
    return path.equals("/api") || path.startsWith("/api/") || path.startsWith("/q/");
  }

  /// An address of a page and not of a file. A digest may stand in it, a file's ending never.
  private static boolean isPage(RoutingContext context, String path) {
    HttpMethod method = context.request().method();
    boolean reads = method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
    return reads && !path.equals(START) && !path.startsWith("/assets/") && !isFile(path);
  }

  private static boolean isFile(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return name.endsWith(".svg") || name.endsWith(".md") || name.endsWith(".txt");
  }

  /// Assets are named by what they hold; the start page names them, and so is asked for each time.
  private static void caching(RoutingContext context, String path) {
    boolean isAsset = path.startsWith("/assets/") && context.response().getStatusCode() == 200;
    context
        .response()
        .putHeader(
            HttpHeaders.CACHE_CONTROL,
            isAsset ? "public, max-age=31536000, immutable" : "no-cache");
  }
}
