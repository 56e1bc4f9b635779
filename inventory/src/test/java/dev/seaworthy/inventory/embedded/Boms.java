package dev.seaworthy.inventory.embedded;

/// Small bills of materials for tests.
final class Boms {

  private Boms() {}

  /// CycloneDX in JSON; a component for each purl, none for an empty one.
  static String cycloneDx(String... purls) {
    StringBuilder components = new StringBuilder();
    for (String purl : purls) {
      components.append(components.isEmpty() ? "" : ",");
      components.append("{\"type\":\"library\",\"name\":\"x\",\"purl\":\"%s\"}".formatted(purl));
    }
    return "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\",\"components\":[%s]}"
        .formatted(components);
  }

  /// SPDX as Bitnami writes it beside what it installs.
  static String bitnami(String name, String version) {
    return """
    {"spdxVersion":"SPDX-2.3","SPDXID":"SPDXRef-DOCUMENT","name":"%1$s-%2$s","dataLicense":"CC0-1.0",
     "documentDescribes":["SPDXRef-%1$s"],
     "packages":[{"SPDXID":"SPDXRef-%1$s","name":"%1$s","versionInfo":"%2$s","licenseDeclared":"BSD-3-Clause",
       "externalRefs":[
         {"referenceCategory":"SECURITY","referenceType":"cpe23Type",
          "referenceLocator":"cpe:2.3:*:%1$s:%1$s:%2$s:*:*:*:*:*:*:*"},
         {"referenceCategory":"PACKAGE-MANAGER","referenceType":"purl",
          "referenceLocator":"pkg:bitnami/%1$s@%2$s?arch=amd64&distro=debian-12"}]}]}
    """
        .formatted(name, version);
  }
}
