package dev.seaworthy.image;

/// What proves to a registry who we are. Never shown: the text form holds no secret.
public sealed interface Credentials {

  /// A user's name and password (or access token used as one).
  record Password(String user, String password) implements Credentials {
    @Override
    public String toString() {
      return "password of " + user;
    }
  }

  /// A refresh token that is exchanged for access tokens by OAuth2, as `docker login` keeps it for
  /// some registries.
  record IdentityToken(String token) implements Credentials {
    @Override
    public String toString() {
      return "identity token";
    }
  }

  /// An access token that is sent as it is.
  record RegistryToken(String token) implements Credentials {
    @Override
    public String toString() {
      return "registry token";
    }
  }
}
