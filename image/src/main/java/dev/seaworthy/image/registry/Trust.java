package dev.seaworthy.image.registry;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.image.ImageError;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/// Which certificate authorities are trusted: the platform's and those given.
final class Trust {

  private Trust() {}

  /// The CA files of a host in a folder like Docker's `certs.d`, sorted.
  ///
  /// @throws SeaworthyException [ImageError#BAD_AUTHORITY_FILE] when the folder can't be listed
  static List<Path> filesFor(Path certificatesDirectory, String hostAndPort) {
    Path directory = certificatesDirectory.resolve(hostAndPort);
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.filter(entry -> entry.toString().endsWith(".crt")).sorted().toList();
    } catch (IOException e) {
      throw bad(directory, "can't be listed: " + e.getMessage(), e);
    }
  }

  /// A TLS context that trusts the platform's CAs and those in the files.
  ///
  /// @throws SeaworthyException [ImageError#BAD_AUTHORITY_FILE]
  static SSLContext with(List<Path> authorityFiles) {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int count = 0;
      for (Certificate certificate : platformAuthorities()) {
        store.setCertificateEntry("ca-" + count++, certificate);
      }
      for (Path file : authorityFiles) {
        for (Certificate certificate : read(file)) {
          store.setCertificateEntry("ca-" + count++, certificate);
        }
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, factory.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this Java platform can't make a TLS context", e);
    }
  }

  private static List<Certificate> platformAuthorities() throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init((KeyStore) null);
    List<Certificate> authorities = new ArrayList<>();
    for (TrustManager trust : factory.getTrustManagers()) {
      if (trust instanceof X509TrustManager x509) {
        authorities.addAll(List.of(x509.getAcceptedIssuers()));
      }
    }
    return authorities;
  }

  private static Collection<? extends Certificate> read(Path file) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (certificates.isEmpty()) {
        throw bad(file, "holds no certificate", null);
      }
      return certificates;
    } catch (CertificateException e) {
      throw bad(file, "holds something that is not a certificate: " + e.getMessage(), e);
    } catch (IOException e) {
      throw bad(file, "can't be read: " + e.getMessage(), e);
    }
  }

  private static SeaworthyException bad(
      Path file, String what, @org.jspecify.annotations.Nullable Throwable cause) {
    return new SeaworthyException(
        ImageError.BAD_AUTHORITY_FILE, "CA file %s %s".formatted(file, what), cause);
  }
}
