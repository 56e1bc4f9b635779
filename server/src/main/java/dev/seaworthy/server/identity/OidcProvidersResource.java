package dev.seaworthy.server.identity;

import dev.seaworthy.server.access.Caller;
import dev.seaworthy.server.access.Permission;
import dev.seaworthy.server.access.Permit;
import dev.seaworthy.server.http.Page;
import dev.seaworthy.server.identity.Trail.Subject;
import dev.seaworthy.server.store.Database;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Providers of identities, and who is who there.
@Path("/api/v1/oidc-providers")
class OidcProvidersResource {
  private static final int URL_CHARS_MAX = 500;

  private final Database database;
  private final OidcProviders providers;
  private final People people;
  private final Trail trail;
  private final Caller caller;

  OidcProvidersResource(
      Database database, OidcProviders providers, People people, Trail trail, Caller caller) {
    this.database = database;
    this.providers = providers;
    this.people = people;
    this.trail = trail;
    this.caller = caller;
  }

  /// @param issuer its issuer identifier; of a provider that is there it never changes
  /// @param client our client id there
  /// @param secret our secret there; never shown
  /// @param callback `https://…/api/v1/oidc/<name>/callback`, as it is registered there
  /// @param amr values of the claim `amr` that mean two factors
  /// @param acr values of the claim `acr` that mean two factors
  record NewProvider(
      @Nullable String issuer,
      @Nullable String client,
      @Nullable String secret,
      @Nullable String callback,
      @Nullable List<String> amr,
      @Nullable List<String> acr) {}

  /// A provider without our secret.
  record ProviderView(
      String name,
      String issuer,
      String client,
      String callback,
      List<String> amr,
      List<String> acr) {
    static ProviderView of(OidcProvider provider) {
      return new ProviderView(
          provider.name(),
          provider.issuer(),
          provider.client(),
          provider.callback(),
          provider.amr(),
          provider.acr());
    }
  }

  /// @param person the name of who it is here
  /// @param subject their `sub` there
  record Link(@Nullable String person, @Nullable String subject) {}

  @GET
  @Permit(Permission.IDENTITY_READ)
  public Page<ProviderView> list() {
    return new Page<>(
        database.inTransaction(providers::list).stream().map(ProviderView::of).toList(), null);
  }

  @PUT
  @Path("/{name}")
  @Permit(value = Permission.SECURITY_CHANGE, stepUp = true)
  public ProviderView put(@PathParam("name") String text, @Nullable NewProvider body) {
    String name = Checks.slug(text, "name");
    NewProvider wanted = Checks.present(body, "The body");
    OidcProvider provider =
        new OidcProvider(
            name,
            url(wanted.issuer(), "issuer"),
            Checks.text(wanted.client(), "client", URL_CHARS_MAX),
            Checks.text(wanted.secret(), "secret", URL_CHARS_MAX),
            url(wanted.callback(), "callback"),
            wanted.amr() == null ? List.of() : List.copyOf(wanted.amr()),
            wanted.acr() == null ? List.of() : List.copyOf(wanted.acr()));
    return database.inTransaction(tx -> {
      boolean moved =
          providers.list(tx).stream()
              .anyMatch(
                  each -> each.name().equals(name) && !each.issuer().equals(provider.issuer()));
      if (moved) {
        // Its subjects would become those of somebody else's provider.
        throw Checks.conflict("A provider's issuer never changes; remove it and make another.");
      }
      providers.put(tx, provider);
      ProviderView view = ProviderView.of(provider);
      trail.done(tx, caller, "identity.provider.changed", Subject.of("provider", name), null, view);
      return view;
    });
  }

  @DELETE
  @Path("/{name}")
  @Permit(value = Permission.SECURITY_CHANGE, stepUp = true)
  public void remove(@PathParam("name") String name) {
    database.inTransaction(tx -> {
      OidcProvider before = providers.named(tx, name);
      trail.done(
          tx,
          caller,
          "identity.provider.removed",
          Subject.of("provider", name),
          ProviderView.of(before),
          null);
      return providers.remove(tx, name);
    });
  }

  @POST
  @Path("/{name}/links")
  @Permit(value = Permission.SECURITY_CHANGE, stepUp = true)
  public Link link(@PathParam("name") String name, @Nullable Link body) {
    Link wanted = Checks.present(body, "The body");
    String who = Checks.personName(wanted.person());
    String subject = Checks.text(wanted.subject(), "subject", 255);
    return database.inTransaction(tx -> {
      OidcProvider provider = providers.named(tx, name);
      Person person = people.byName(tx, who).orElseThrow(() -> Checks.notFound("person"));
      providers.link(tx, provider.name(), subject, person.id());
      Link made = new Link(person.name(), subject);
      trail.done(
          tx, caller, "identity.provider.linked", Subject.of("person", person.id()), null, made);
      return made;
    });
  }

  private static String url(@Nullable String value, String name) {
    String url = Checks.text(value, name, URL_CHARS_MAX);
    if (!OidcClient.isAllowed(url)) {
      throw Checks.bad("%s is no https URL.".formatted(name));
    }
    return url;
  }
}
