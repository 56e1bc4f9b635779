package dev.seaworthy.inventory;

import dev.seaworthy.image.Analyser;

/// Recognises the packages of one ecosystem. Catalogers only recognise files and tell the sink
/// [InventoryFact]s; they know neither of each other nor of layers. What they told is joined
/// afterwards.
public interface Cataloger extends Analyser {

  /// What it reads, yields and can't see; the coverage page is generated from this.
  Coverage coverage();

  /// @param reads the files, for people, such as `/var/lib/dpkg/status`
  /// @param yields what becomes a component
  /// @param blindTo what it can't see
  record Coverage(String ecosystem, String reads, String yields, String blindTo) {}
}
