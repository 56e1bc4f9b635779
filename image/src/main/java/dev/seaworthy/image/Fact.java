package dev.seaworthy.image;

/// Something that an analyser learnt from one file of one layer: an immutable value that doesn't
/// know in which layer it lies and that a [FactCodec] can keep.
public interface Fact {}
