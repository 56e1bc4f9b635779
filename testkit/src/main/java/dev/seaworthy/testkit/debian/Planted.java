package dev.seaworthy.testkit.debian;

/// An application's component that was put into the image.
///
/// @param type the purl's type, such as `maven`
/// @param name with its group or scope, such as `org.yaml:snakeyaml` or `@babel/traverse`
/// @param version as its own metadata says
/// @param path of the file that shows it, from the image's root and without a leading slash
/// @param inside the path within that file where archives are nested, else empty
public record Planted(String type, String name, String version, String path, String inside) {}
