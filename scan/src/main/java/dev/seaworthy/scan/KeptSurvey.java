package dev.seaworthy.scan;

import dev.seaworthy.certificate.SignedCertificate;
import dev.seaworthy.verdict.AssetClass;
import dev.seaworthy.verdict.Policy;
import java.util.List;

/// A certificate with what it rests on, as a store kept it: every digest fits.
public final class KeptSurvey {

  private final SignedCertificate certificate;
  private final StoredImage image;
  private final StoredTerms terms;

  KeptSurvey(SignedCertificate certificate, StoredImage image, StoredTerms terms) {
    this.certificate = certificate;
    this.image = image;
    this.terms = terms;
  }

  public SignedCertificate certificate() {
    return certificate;
  }

  /// The policy that decided.
  public Policy policy() {
    return terms.policy();
  }

  /// Other names that the image had when it was certified.
  public List<AssetClass> formerly() {
    return terms.formerly();
  }

  StoredImage image() {
    return image;
  }

  StoredTerms terms() {
    return terms;
  }
}
