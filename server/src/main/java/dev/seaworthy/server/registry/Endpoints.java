package dev.seaworthy.server.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seaworthy.base.ErrorType;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.server.access.ClientAddress;
import dev.seaworthy.server.http.ProblemException;
import dev.seaworthy.server.http.RegistryRoutes;
import dev.seaworthy.server.registry.Refusal.Code;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/// The endpoints of the specification (distribution-spec 1.1, "Endpoints"). Each request has a
/// virtual thread, which may wait for the database, the disk and the client.
@Singleton
public class Endpoints implements RegistryRoutes {
  private static final Logger LOG = Logger.getLogger(Endpoints.class);
  private static final int PATH_CHARS_MAX = 1024;
  private static final Pattern OF_REPOSITORY =
      Pattern.compile(
          "/v2/(?<name>[^%]{1,255}?)/(?:(?<tags>tags/list)|blobs/uploads/(?<upload>[^/]*)"
              + "|(?<kind>blobs|manifests|referrers)/(?<reference>[^/]+)|(?<uploads>blobs/uploads))");

  private final ClientAddress addresses;
  private final Entry entry;
  private final TokenEndpoint tokens;
  private final BlobEndpoints blobs;
  private final UploadEndpoints uploads;
  private final ManifestEndpoints manifests;
  private final ListEndpoints lists;
  private final ObjectMapper json;

  Endpoints(
      ClientAddress addresses,
      Entry entry,
      TokenEndpoint tokens,
      BlobEndpoints blobs,
      UploadEndpoints uploads,
      ManifestEndpoints manifests,
      ListEndpoints lists,
      ObjectMapper json) {
    this.addresses = addresses;
    this.entry = entry;
    this.tokens = tokens;
    this.blobs = blobs;
    this.uploads = uploads;
    this.manifests = manifests;
    this.lists = lists;
    this.json = json;
  }

  @Override
  public void mount(Router router) {
    router.route().handler(this::accept);
  }

  private void accept(RoutingContext routing) {
    HttpServerRequest request = routing.request();
    Exchange exchange =
        new Exchange(request, routing.vertx().getOrCreateContext(), addresses.of(request));
    Thread.ofVirtual().name("registry-" + request.method()).start(() -> serve(exchange));
  }

  private void serve(Exchange exchange) {
    try {
      route(exchange);
    } catch (Refusal e) {
      refuse(exchange, e);
    } catch (ProblemException e) {
      refuse(exchange, of(e));
    } catch (IOException e) {
      // Most often the client's connection, and then nobody reads this.
      LOG.debugf("request broke off: %s", e);
      refuse(
          exchange, new Refusal(Code.BLOB_UPLOAD_INVALID, 408, "The request broke off.", Map.of()));
    } catch (SeaworthyException e) {
      refuse(exchange, of(e));
    } catch (RuntimeException e) {
      refuse(exchange, fault(e));
    }
  }

  private static Refusal of(ProblemException e) {
    Code code = e.problem().status() == 404 ? Code.NAME_UNKNOWN : Code.DENIED;
    return new Refusal(code, e.problem().status(), e.problem().detail(), Map.of());
  }

  private static Refusal of(SeaworthyException e) {
    ErrorType type = e.code().type();
    return type == ErrorType.USER || type == ErrorType.LIMIT
        ? new Refusal(Code.DIGEST_INVALID, 400, String.valueOf(e.getMessage()), Map.of())
        : fault(e);
  }

  private static Refusal fault(RuntimeException e) {
    String number = UUID.randomUUID().toString();
    LOG.errorf(e, "registry request failed, incident %s", number);
    return new Refusal(
        Code.UNAVAILABLE, 500, "The server's log tells more, at incident " + number, Map.of());
  }

  private void refuse(Exchange exchange, Refusal refusal) {
    ObjectNode error = json.createObjectNode();
    ObjectNode first = error.putArray("errors").addObject();
    first.put("code", refusal.code().name());
    first.put("message", String.valueOf(refusal.getMessage()));
    refusal.headers().forEach(exchange::header);
    exchange.answer(
        refusal.status(), "application/json", error.toString().getBytes(StandardCharsets.UTF_8));
  }

  private void route(Exchange exchange) throws IOException {
    String path = exchange.incoming().path().replaceAll("%3[Aa]", ":");
    switch (path) {
      case "/v2", "/v2/" -> {
        entry.known(exchange, "");
        exchange.answer(200, "application/json", "{}".getBytes(StandardCharsets.UTF_8));
      }
      case "/token" -> tokens.exchange(exchange);
      case "/v2/_catalog" -> lists.catalog(exchange);
      default -> ofRepository(exchange, path);
    }
  }

  private void ofRepository(Exchange exchange, String path) throws IOException {
    Matcher matcher = OF_REPOSITORY.matcher(path);
    if (path.length() > PATH_CHARS_MAX || !matcher.matches()) {
      entry.known(exchange, "");
      throw new Refusal(Code.NAME_UNKNOWN, "There is no such endpoint.");
    }
    RepositoryName repository =
        RepositoryName.parse(matcher.group("name"))
            .orElseThrow(() ->
                new Refusal(
                    Code.NAME_INVALID,
                    "A repository is called <project>/<name>, in small letters, digits and single"
                        + " separators, 255 characters at most."));
    String upload = matcher.group("upload");
    if (matcher.group("tags") != null) {
      lists.tags(exchange, repository);
    } else if (matcher.group("uploads") != null || upload != null) {
      uploads.serve(exchange, repository, upload == null ? "" : upload);
    } else {
      String reference = matcher.group("reference");
      switch (matcher.group("kind")) {
        case "blobs" -> blobs.serve(exchange, repository, reference);
        case "manifests" -> manifests.serve(exchange, repository, reference);
        default -> lists.referrers(exchange, repository, reference);
      }
    }
  }
}
