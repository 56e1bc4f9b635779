package dev.seaworthy.advisory.update;

import java.net.URI;

/// One file to fetch.
///
/// @param name for people, such as `osv/npm`
/// @param place its path below the directory of feeds, made of words that we chose or checked
/// @param isOptional whether it may be missing at its address
/// @param isKept whether the file that is in place is good as it is, and is not asked for again
record FeedFile(String name, URI address, String place, boolean isOptional, boolean isKept) {

  static FeedFile of(String name, URI address, String place) {
    return new FeedFile(name, address, place, false, false);
  }

  static FeedFile optional(String name, URI address, String place) {
    return new FeedFile(name, address, place, true, false);
  }
}
