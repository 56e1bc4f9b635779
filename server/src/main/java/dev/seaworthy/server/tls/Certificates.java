package dev.seaworthy.server.tls;

import dev.seaworthy.server.store.DataDirectory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Collection;
import java.util.TreeSet;

/// The certificates by the installation's own authority.
public final class Certificates {
  private final CertificateFiles files;
  private final Collection<String> names;
  private final Authority authority;

  /// @param folder where they lie; made when absent
  /// @param names what clients call this server, besides `localhost` and the machine's name
  public Certificates(Path folder, Collection<String> names, SecureRandom chance)
      throws IOException {
    this.files = new CertificateFiles(DataDirectory.folder(folder));
    this.names = new TreeSet<>(names);
    this.names.add("localhost");
    this.names.add("127.0.0.1");
    this.names.add("::1");
    hostName(this.names);
    this.authority = new Authority(chance);
  }

  private static void hostName(Collection<String> names) {
    try {
      String host = InetAddress.getLocalHost().getHostName();
      if (host.matches("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")) {
        names.add(host);
      }
    } catch (UnknownHostException e) {
      // A machine without a name is called by its address.
    }
  }

  /// The files.
  public CertificateFiles files() {
    return files;
  }

  /// Makes what is absent, lacks a name, or ends within 30 days.
  ///
  /// @return whether the server's certificate is a new one
  public boolean refresh(Instant now) throws IOException {
    return authority.refresh(files, names, now);
  }
}
