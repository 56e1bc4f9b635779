package dev.seaworthy.inspection.secret;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.PBEParameterSpec;

/// What a key store says of itself without being loaded: whether it holds a private key, and
/// whether its integrity check passes with a password that everybody knows. Loading it would
/// decrypt as often as the file demands, and JCEKS would deserialise foreign objects.
///
/// @param hasPrivateKey whether it holds a private key
/// @param isOpen whether anyone can open it
/// @param shown what it is, for people
/// @param untried why some of the passwords were not tried, or empty
record Keystore(boolean hasPrivateKey, boolean isOpen, String shown, String untried) {

  /// How a Java key store begins.
  static final int JKS = 0xFEEDFEED;

  /// How a JCE key store begins.
  static final int JCEKS = 0xCECECECE;

  /// No password, and those that manuals and tools use.
  private static final List<String> KNOWN_PASSWORDS =
      List.of("", "changeit", "changeme", "password", "secret", "123456");

  private static final Keystore NONE = new Keystore(false, false, "", "");
  private static final String PKCS12 = "PKCS#12 key store with a private key";
  private static final int PRIVATE_KEY_ENTRY = 1;
  private static final int CERTIFICATE_ENTRY = 2;
  private static final int SHA1_BYTES = 20;

  /// The object identifiers 1.2.840.113549.1.12.10.1.1 and .2 (RFC 7292, appendix D): a key, and an
  /// encrypted one.
  private static final byte[] KEY_BAG = {
    0x06, 0x0b, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 0x01, 0x0c, 0x0a, 0x01
  };

  /// @param budget for trying passwords
  static Keystore read(byte[] bytes, DerivationBudget.Share budget) {
    try {
      int magic = new DataInputStream(new ByteArrayInputStream(bytes)).readInt();
      return magic == JKS || magic == JCEKS ? java(bytes, magic) : pkcs12(bytes, budget);
    } catch (IOException
        | GeneralSecurityException
        | IndexOutOfBoundsException
        | IllegalArgumentException e) {
      // It only began like a key store.
      return NONE;
    }
  }

  private static Keystore java(byte[] bytes, int magic)
      throws IOException, GeneralSecurityException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    in.skipNBytes(8);
    boolean hasKey = false;
    int count = in.readInt();
    for (int i = 0; i < count && !hasKey; i++) {
      int tag = in.readInt();
      in.readUTF();
      in.readLong();
      if (tag == PRIVATE_KEY_ENTRY) {
        hasKey = true;
      } else if (tag == CERTIFICATE_ENTRY) {
        in.readUTF();
        in.skipNBytes(in.readInt());
      } else {
        break;
      }
    }
    if (!hasKey) {
      return NONE;
    }
    String name = magic == JKS ? "JKS" : "JCEKS";
    for (String password : KNOWN_PASSWORDS) {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      sha1.update(password.getBytes(StandardCharsets.UTF_16BE));
      sha1.update("Mighty Aphrodite".getBytes(StandardCharsets.UTF_8));
      sha1.update(bytes, 0, bytes.length - SHA1_BYTES);
      byte[] sum = sha1.digest();
      if (Arrays.equals(sum, 0, SHA1_BYTES, bytes, bytes.length - SHA1_BYTES, bytes.length)) {
        return new Keystore(true, true, opens(name, password), "");
      }
    }
    return new Keystore(true, false, name + " key store with a private key", "");
  }

  private static String opens(String name, String password) {
    return name
        + " key store with a private key, opens with "
        + (password.isEmpty() ? "a blank password" : "a default password");
  }

  /// PFX ::= SEQUENCE { version, authSafe ContentInfo, macData OPTIONAL } (RFC 7292, section 4).
  private static Keystore pkcs12(byte[] bytes, DerivationBudget.Share budget) {
    Der pfx = Der.at(bytes, 0).into();
    Der info = pfx.next();
    Der type = info.into();
    Der safe = type.next().into();
    if (safe.tag() != Der.OCTETS || !contains(bytes, safe.start(), safe.end())) {
      return NONE;
    }
    if (!info.hasNext()) {
      // Without a check of integrity whatever isn't encrypted is open.
      return new Keystore(true, hasPlainKey(bytes), PKCS12, "");
    }
    try {
      return tried(bytes, safe, info.next().into(), budget);
    } catch (GeneralSecurityException e) {
      // A kind of check that this Java doesn't know: nobody knows the password by it.
      return new Keystore(true, false, PKCS12, "");
    }
  }

  /// Tries the known passwords against the check of integrity.
  private static Keystore tried(byte[] bytes, Der safe, Der mac, DerivationBudget.Share budget)
      throws GeneralSecurityException {
    Der salt = mac.next();
    int iterations = salt.hasNext() ? salt.next().integer() : 1;
    Der algorithm = mac.into().into();
    Der expected = mac.into().next();
    String hmac = hmac(algorithm.bytes());
    for (String password : KNOWN_PASSWORDS) {
      if (iterations < 1 || !budget.take(iterations)) {
        return new Keystore(true, false, PKCS12, untried(iterations, budget.isScanSpent()));
      }
      Mac check = Mac.getInstance(hmac);
      PBEKeySpec spec = new PBEKeySpec(password.toCharArray());
      check.init(
          SecretKeyFactory.getInstance("PBE").generateSecret(spec),
          new PBEParameterSpec(salt.bytes(), iterations));
      check.update(bytes, safe.start(), safe.end() - safe.start());
      if (MessageDigest.isEqual(check.doFinal(), expected.bytes())) {
        return new Keystore(true, true, opens("PKCS#12", password), "");
      }
    }
    return new Keystore(true, false, PKCS12, "");
  }

  private static String untried(int iterations, boolean isScanSpent) {
    if (isScanSpent) {
      return "the key stores of this scan take more iterations together than are done";
    }
    return iterations < 1
        ? "its integrity check asks for no number of iterations that can be done"
        : "its integrity check takes %s iterations for each password".formatted(iterations);
  }

  private static boolean hasPlainKey(byte[] bytes) {
    return indexOf(bytes, 0, bytes.length, 1) >= 0;
  }

  private static boolean contains(byte[] bytes, int start, int end) {
    return indexOf(bytes, start, end, 1) >= 0 || indexOf(bytes, start, end, 2) >= 0;
  }

  private static int indexOf(byte[] bytes, int start, int end, int last) {
    for (int at = start; at + KEY_BAG.length < end; at++) {
      if (Arrays.equals(bytes, at, at + KEY_BAG.length, KEY_BAG, 0, KEY_BAG.length)
          && bytes[at + KEY_BAG.length] == last) {
        return at;
      }
    }
    return -1;
  }

  /// The HMAC by the object identifier of its hash.
  private static String hmac(byte[] hash) throws GeneralSecurityException {
    if (hash.length == 5) {
      return "HmacPBESHA1";
    }
    return switch (hash[hash.length - 1]) {
      case 1 -> "HmacPBESHA256";
      case 2 -> "HmacPBESHA384";
      case 3 -> "HmacPBESHA512";
      case 4 -> "HmacPBESHA224";
      default -> throw new GeneralSecurityException("an unknown hash");
    };
  }
}
