package dev.seaworthy.advisory.update;

import java.net.URI;

/// One file to fetch.
///
/// @param name for people, such as `osv/npm`
/// @param place its path below the directory of feeds, made of words that we chose or checked
/// @param isOptional whether it may be missing at its address
record FeedFile(String name, URI address, String place, boolean isOptional) {}
