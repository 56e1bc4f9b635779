package dev.seaworthy.inspection.hardening.check;

import dev.seaworthy.image.FileRecord.Kind;
import dev.seaworthy.inspection.hardening.check.Check.Coded;
import dev.seaworthy.inspection.hardening.check.Condition.OfImage;
import dev.seaworthy.inventory.Component;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Checks of configuration files: where packages come from, the SSH server, TLS and FIPS.
final class SourceChecks {

  private static final List<String> REPOSITORY_FOLDERS =
      List.of("/etc/yum.repos.d/", "/etc/zypp/repos.d/");
  private static final List<String> MAIN_FILES =
      List.of("/etc/yum.conf", "/etc/dnf/dnf.conf", "/etc/tdnf/tdnf.conf", "/etc/zypp/zypp.conf");
  private static final List<String> OPENSSL_FILES =
      List.of("/etc/ssl/openssl.cnf", "/usr/lib/ssl/openssl.cnf", "/etc/pki/tls/openssl.cnf");
  private static final Set<String> NO = Set.of("0", "no", "off", "false");
  private static final Pattern SSHD = Pattern.compile(".*/(?:sshd|dropbear|tinysshd)");

  private SourceChecks() {}

  static List<Coded> all() {
    return List.of(
        new Coded(
            "hardening.package-source-unverified",
            Scope.ALWAYS,
            List.of(
                new OfImage("apt-source", SourceChecks::aptSources),
                new OfImage("apt-option", SourceChecks::aptOptions),
                new OfImage("rpm-repository", SourceChecks::rpmRepositories),
                new OfImage("pip", SourceChecks::pip))),
        new Coded(
            "hardening.sshd",
            Scope.ALWAYS,
            List.of(
                new OfImage("package", SourceChecks::sshPackage),
                new OfImage("program", SourceChecks::sshProgram),
                new OfImage("started", SourceChecks::sshStarted),
                new OfImage("port", SourceChecks::sshPort))),
        new Coded(
            "hardening.sshd-config",
            (image, _) ->
                Scope.notApplicable(
                    !sshdTexts(image).isEmpty(), "the image has no configuration of an SSH server"),
            List.of(
                new OfImage(
                    "root-login",
                    (image, _) ->
                        sshd(
                            image,
                            "(?i)permitrootlogin[\\s=]+\"?yes\\b.*",
                            "root may log in with a password")),
                new OfImage(
                    "empty-passwords",
                    (image, _) ->
                        sshd(
                            image,
                            "(?i)permitemptypasswords[\\s=]+\"?yes\\b.*",
                            "empty passwords are let in")))),
        new Coded(
            "hardening.tls-weak",
            Scope.ALWAYS,
            List.of(
                new OfImage("protocol", SourceChecks::weakProtocol),
                new OfImage("security-level", SourceChecks::weakLevel),
                new OfImage("crypto-policy", SourceChecks::weakPolicy))),
        new Coded(
            "hardening.fips-not-enabled",
            (image, parameters) ->
                Scope.notApplicable(
                    parameters.isOn("claimed") || claimsFips(image),
                    "neither the profile nor a label claims FIPS"),
            List.of(new OfImage("not-enabled", SourceChecks::noFips))));
  }

  private static List<Sight> aptSources(InspectedImage image, Parameters parameters) {
    List<Sight> sights = new ArrayList<>();
    Map<String, String> texts = image.textsAt("/etc/apt/sources.list");
    texts.putAll(image.textsAt("/etc/apt/sources.list.d/"));
    texts.forEach((path, text) -> {
      sights.addAll(
          ConfigLines.matching(
              image,
              path,
              text,
              "(?i)deb(?:-src)?\\s+\\[[^\\]]*\\b(?:trusted|allow-insecure)=yes\\b.*",
              "this source is trusted without a signature"));
      sights.addAll(
          ConfigLines.matching(
              image,
              path,
              text,
              "(?i)(?:trusted|allow-insecure)\\s*:\\s*yes",
              "this source is trusted without a signature"));
    });
    return sights;
  }

  private static List<Sight> aptOptions(InspectedImage image, Parameters parameters) {
    List<Sight> sights = new ArrayList<>();
    Map<String, String> texts = image.textsAt("/etc/apt/apt.conf");
    texts.putAll(image.textsAt("/etc/apt/apt.conf.d/"));
    texts.forEach((path, text) ->
        sights.addAll(
            ConfigLines.matching(
                image,
                path,
                text,
                "(?i).*\\b(?:AllowUnauthenticated|AllowInsecureRepositories|AllowWeakRepositories"
                    + "|AllowDowngradeToInsecureRepositories)\"?\\s+\"?(?:true|yes|1)\\b.*",
                "apt is told to take what nobody signed")));
    return sights;
  }

  /// The sections of an INI file, each a map of lower-case names to values, with `:line` for where
  /// it begins.
  private static Map<String, Map<String, String>> sections(String text) {
    Map<String, Map<String, String>> sections = new TreeMap<>();
    Map<String, String> section = new HashMap<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      int equals = line.indexOf('=');
      if (line.startsWith("[") && line.endsWith("]")) {
        section = new HashMap<>();
        section.put(":line", Integer.toString(i + 1));
        sections.put(line.substring(1, line.length() - 1).strip(), section);
      } else if (equals > 0 && !line.startsWith("#") && !line.startsWith(";")) {
        section.put(
            line.substring(0, equals).strip().toLowerCase(Locale.ROOT),
            line.substring(equals + 1).strip());
      }
    }
    return sections;
  }

  private static boolean isOff(@Nullable String value) {
    return value != null && NO.contains(value.toLowerCase(Locale.ROOT));
  }

  private static List<Sight> rpmRepositories(InspectedImage image, Parameters parameters) {
    boolean isCheckedByMain = false;
    for (String path : MAIN_FILES) {
      for (String text : image.textsAt(path).values()) {
        String check = sections(text).getOrDefault("main", Map.of()).get("gpgcheck");
        isCheckedByMain |= check != null && !isOff(check);
      }
    }
    // Zypper verifies unless told not to; yum and dnf do not unless told to.
    List<Sight> sights = new ArrayList<>();
    for (String folder : REPOSITORY_FOLDERS) {
      boolean isChecked = isCheckedByMain || folder.contains("zypp");
      image
          .textsAt(folder)
          .forEach((path, text) ->
              sections(text)
                  .forEach((name, section) -> {
                    String problem = problem(section, isChecked);
                    if (!isOff(section.get("enabled"))
                        && path.endsWith(".repo")
                        && problem != null) {
                      sights.add(
                          Sight.keyed(
                                  image.at(path),
                                  name,
                                  "repository \"%s\": %s"
                                      .formatted(ConfigChecks.shown(name), problem))
                              .onLine(Integer.parseInt(section.getOrDefault(":line", "0"))));
                    }
                  }));
    }
    return sights;
  }

  private static @Nullable String problem(Map<String, String> section, boolean isCheckedByMain) {
    String check = section.get("gpgcheck");
    if (isOff(check) || (check == null && !isCheckedByMain)) {
      return "signatures of packages are not checked";
    }
    return isOff(section.get("sslverify")) ? "certificates are not checked" : null;
  }

  private static List<Sight> pip(InspectedImage image, Parameters parameters) {
    List<Sight> sights = new ArrayList<>();
    image
        .textsNamed("pip.conf")
        .forEach((path, text) ->
            sights.addAll(
                ConfigLines.matching(
                    image,
                    path,
                    text,
                    "trusted-host\\s*=.*",
                    "pip trusts a host without its certificate")));
    return sights;
  }

  private static List<Sight> sshPackage(InspectedImage image, Parameters parameters) {
    return image.packages().all().stream()
        .filter((Component component) -> parameters.fits("packages", component.name()))
        .map(component ->
            Sight.keyed(
                component.evidence().getFirst().location(),
                component.name(),
                "the package %s is installed".formatted(ConfigChecks.shown(component.name()))))
        .toList();
  }

  private static List<Sight> sshProgram(InspectedImage image, Parameters parameters) {
    List<Sight> sights = new ArrayList<>();
    for (String program : parameters.texts("programs")) {
      if (image.tree().find(program).filter(file -> file.kind() != Kind.DIRECTORY).isPresent()) {
        sights.add(Sight.at(image.at(program), "an SSH server"));
      }
    }
    return sights;
  }

  private static List<Sight> sshStarted(InspectedImage image, Parameters parameters) {
    for (String word : image.command()) {
      if (SSHD.matcher("/" + word).matches()) {
        return List.of(
            Sight.inConfig(
                "config/Entrypoint",
                "the container starts %s".formatted(ConfigChecks.shown(word))));
      }
    }
    return List.of();
  }

  private static List<Sight> sshPort(InspectedImage image, Parameters parameters) {
    return image.execution().exposedPorts().stream()
        .filter(port -> port.equals("22") || port.equals("22/tcp"))
        .map(port -> Sight.inConfig("config/ExposedPorts/" + port, "port 22 is that of SSH"))
        .toList();
  }

  private static Map<String, String> sshdTexts(InspectedImage image) {
    Map<String, String> texts = image.textsAt("/etc/ssh/sshd_config");
    texts.putAll(image.textsAt("/etc/ssh/sshd_config.d/"));
    return texts;
  }

  private static List<Sight> sshd(InspectedImage image, String expression, String evidence) {
    List<Sight> sights = new ArrayList<>();
    sshdTexts(image)
        .forEach((path, text) ->
            sights.addAll(ConfigLines.matching(image, path, text, expression, evidence)));
    return sights;
  }

  private static List<Sight> openssl(InspectedImage image, String expression, String evidence) {
    Map<String, String> texts = new TreeMap<>();
    OPENSSL_FILES.forEach(path -> texts.putAll(image.textsAt(path)));
    List<Sight> sights = new ArrayList<>();
    texts.forEach((path, text) ->
        sights.addAll(ConfigLines.matching(image, path, text, expression, evidence)));
    return sights;
  }

  private static List<Sight> weakProtocol(InspectedImage image, Parameters parameters) {
    return openssl(
        image,
        "(?i)(?:TLS\\.)?MinProtocol\\s*=\\s*(?:None|SSLv3|TLSv1|TLSv1\\.0|TLSv1\\.1|DTLSv1)\\s*(?:#.*)?",
        "protocols before TLS 1.2 are allowed");
  }

  private static List<Sight> weakLevel(InspectedImage image, Parameters parameters) {
    return openssl(
        image,
        "(?i)CipherString\\s*=.*@SECLEVEL=0.*",
        "security level 0 allows anything, unauthenticated and unencrypted too");
  }

  private static List<Sight> weakPolicy(InspectedImage image, Parameters parameters) {
    List<Sight> sights = new ArrayList<>();
    image
        .textsAt("/etc/crypto-policies/config")
        .forEach((path, text) ->
            sights.addAll(
                ConfigLines.matching(
                    image, path, text, "LEGACY\\b.*", "the policy LEGACY allows TLS 1.0 and 1.1")));
    return sights;
  }

  private static boolean claimsFips(InspectedImage image) {
    return image.execution().labels().entrySet().stream()
        .anyMatch(label ->
            label.getKey().toLowerCase(Locale.ROOT).contains("fips")
                && !isOff(label.getValue())
                && !label.getValue().isBlank());
  }

  /// What speaks for FIPS is only indicative: the kernel and the module's certificate are not in an
  /// image.
  private static List<Sight> noFips(InspectedImage image, Parameters parameters) {
    boolean hasModuleConfig = !image.textsNamed("fipsmodule.cnf").isEmpty();
    boolean isActivated =
        !openssl(image, "(?i)fips\\s*=\\s*fips_sect.*", "").isEmpty()
            || !openssl(image, "(?i)default_properties\\s*=.*fips\\s*=\\s*yes.*", "").isEmpty();
    boolean isPolicy =
        image.textsAt("/etc/crypto-policies/config").values().stream()
            .anyMatch(text -> text.strip().startsWith("FIPS"));
    return isPolicy || (hasModuleConfig && isActivated)
        ? List.of()
        : List.of(
            Sight.inConfig(
                "",
                hasModuleConfig
                    ? "there is a FIPS module that openssl.cnf doesn't activate"
                    : "no FIPS module is configured, and no crypto policy asks for it"));
  }
}
