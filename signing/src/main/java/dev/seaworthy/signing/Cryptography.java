package dev.seaworthy.signing;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.util.Optional;

/// Where digests, signatures, keys and chance come from. Keys carry the one that they were read
/// with, and do everything by it.
public interface Cryptography {

  /// What a certificate says of what computes this kind of signature, such as `the JDK`.
  String name(KeyAlgorithm algorithm);

  /// Why this kind of key, or this very key, must not be used here; empty when it may.
  Optional<String> objection(KeyAlgorithm algorithm, PublicKey key);

  /// Reads a SubjectPublicKeyInfo (RFC 5280 §4.1).
  ///
  /// @throws GeneralSecurityException when it is of no kind that is known here
  PublicKey publicKey(byte[] der) throws GeneralSecurityException;

  /// Reads a private key (PKCS #8, RFC 5958).
  PrivateKey privateKey(KeyAlgorithm algorithm, byte[] der) throws GeneralSecurityException;

  /// Makes a pair.
  KeyPair newKeyPair(KeyAlgorithm algorithm) throws GeneralSecurityException;

  /// What makes and checks signatures in one way, before it knows its key.
  Signature newSignature(SignatureScheme scheme) throws GeneralSecurityException;

  /// A fresh hash function.
  MessageDigest newDigest(DigestAlgorithm algorithm) throws GeneralSecurityException;

  /// The chance that keys and signatures are made of.
  SecureRandom random();
}
