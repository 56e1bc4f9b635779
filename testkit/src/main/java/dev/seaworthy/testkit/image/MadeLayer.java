package dev.seaworthy.testkit.image;

/// A layer as the documents of a made image claim it.
///
/// @param descriptor its packed blob
/// @param diffId the digest of its unpacked bytes, in wire form
public record MadeLayer(Descriptor descriptor, String diffId) {}
