package dev.seaworthy.cli.command;

import dev.seaworthy.advisory.AdvisoryDatabase;
import dev.seaworthy.advisory.starter.StarterSet;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.certificate.Certificate;
import dev.seaworthy.certificate.CertificateError;
import dev.seaworthy.certificate.DatedDigest;
import dev.seaworthy.certificate.SignedCertificate;
import dev.seaworthy.cli.process.ExitCode;
import dev.seaworthy.cli.process.ProductVersion;
import dev.seaworthy.cli.process.Surroundings;
import dev.seaworthy.scan.Certifying;
import dev.seaworthy.scan.KeptSurvey;
import dev.seaworthy.scan.Reevaluation;
import dev.seaworthy.scan.ScanListener;
import dev.seaworthy.scan.SurveyStore;
import dev.seaworthy.signing.CryptographyProfile;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `seaworthy replay`: decides again what a certificate says, to the byte.
@Command(
    name = "replay",
    header = "Decide a certificate again, and compare it to the byte.",
    description = {
      "",
      "Takes the inventory, the policy and the deviations that were kept when it was",
      "made, the advisory data that it names and its own instant. Needs no image and no",
      "network. Ends with 0 when not one byte differs, with 1 when it comes out",
      "otherwise, and says which input is missing."
    },
    synopsisHeading = "%nUsage:%n  ",
    customSynopsis = "seaworthy replay [OPTIONS] CERTIFICATE|IMAGE",
    parameterListHeading = "%nArguments:%n",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  seaworthy replay cart.json",
      "  seaworthy replay --db 2026-11-20.db registry.example/shop/cart:1.8",
    })
final class ReplayCommand implements Callable<Integer> {

  private final Surroundings surroundings;
  private final PrintWriter out;

  @Parameters(
      index = "0",
      paramLabel = "CERTIFICATE|IMAGE",
      description = "The certificate's file, or the image's name or digest.")
  private String wanted = "";

  @Mixin private DatabaseOption database = new DatabaseOption();
  @Mixin private StoreOption store = new StoreOption();
  @Mixin private TrustOption trust = new TrustOption();
  @Mixin private KeylessTrustOption keyless = new KeylessTrustOption();

  ReplayCommand(Surroundings surroundings, PrintWriter out) {
    this.surroundings = surroundings;
    this.out = out;
  }

  @Override
  public Integer call() {
    SurveyStore kept = store.place(surroundings);
    keyless.prepare(surroundings, CryptographyProfile.STANDARD, true);
    CertificateReading reading = new CertificateReading(trust.keys(surroundings), keyless);
    boolean isSame = true;
    for (SignedCertificate signed : new KeptCertificates(kept, reading, null).named(wanted)) {
      isSame &= replay(kept.survey(signed));
    }
    return isSame ? ExitCode.CLEARED : ExitCode.REFUSED;
  }

  private boolean replay(KeptSurvey survey) {
    Certificate told = survey.certificate().certificate();
    try (AdvisoryDatabase advisories = advisories(told)) {
      Certificate replayed = Reevaluation.replay(survey, advisories, ScanListener.NONE);
      String difference = Reevaluation.difference(survey.certificate(), replayed);
      String name = Text.visible(told.asset().toString());
      if (difference.isEmpty()) {
        out.println(
            "SAME  %s  %s at %s"
                .formatted(name, told.outcome().word().toUpperCase(Locale.ROOT), told.decidedAt()));
        return true;
      }
      String own = "seaworthy " + ProductVersion.text();
      Refusals.print(
          new SeaworthyException(
              CertificateError.REPLAY_DIFFERS,
              "%s differs in %s%s"
                  .formatted(
                      name,
                      difference,
                      own.equals(told.tool())
                          ? ""
                          : "; it was made by %s, and this is %s"
                              .formatted(Text.visible(told.tool()), own))),
          out);
      return false;
    }
  }

  /// The data that the certificate names: installed, given, or those that come with the program.
  private AdvisoryDatabase advisories(Certificate told) {
    if (database.isGiven()) {
      return database.open(surroundings);
    }
    DatedDigest named = told.dataOf(Certifying.ADVISORIES).orElseThrow();
    AdvisoryDatabase starter = StarterSet.open();
    if (starter.info().digest().equals(named.digest())) {
      return starter;
    }
    starter.close();
    return new Databases(surroundings).installed().open(named.digest());
  }
}
