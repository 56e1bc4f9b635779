package dev.seaworthy.advisory.match;

import dev.seaworthy.advisory.AdvisoryDatabase;
import dev.seaworthy.inventory.Distribution;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The channels of distributions that an operator has beside the public ones. An image doesn't say
/// so, hence the policy does.
///
/// - `ubuntu-pro` stands for Ubuntu's `esm-infra` and `esm-apps`, which its OSV records don't tell
///   apart; those for FIPS and real time are channels of their own.
/// - Red Hat's extended streams (`rhel-eus` and its kin) count for images of the minor release that
///   they keep alive.
///
/// @param channels of [#KNOWN], sorted
public record Subscriptions(Set<String> channels) {

  /// The channels that statements are known of.
  public static final Set<String> KNOWN =
      java.util.Collections.unmodifiableSet(
          new TreeSet<>(
              Set.of(
                  "rhel-aus",
                  "rhel-e4s",
                  "rhel-els",
                  "rhel-eus",
                  "rhel-eus-long-life",
                  "rhel-tus",
                  "ubuntu-pro",
                  "ubuntu-pro-fips",
                  "ubuntu-pro-fips-preview",
                  "ubuntu-pro-fips-updates",
                  "ubuntu-pro-realtime")));

  /// No channel but the public ones.
  public static final Subscriptions NONE = new Subscriptions(Set.of());

  /// @throws IllegalArgumentException naming the first channel that isn't [#KNOWN]
  public Subscriptions {
    for (String channel : new TreeSet<>(channels)) {
      if (!KNOWN.contains(channel)) {
        throw new IllegalArgumentException(
            "no channel is called \"%s\"; known are %s"
                .formatted(channel, String.join(", ", KNOWN)));
      }
    }
    channels = java.util.Collections.unmodifiableSet(new TreeSet<>(channels));
  }

  /// These, and others beside them.
  public Subscriptions and(Collection<String> others) {
    TreeSet<String> all = new TreeSet<>(channels);
    all.addAll(others);
    return new Subscriptions(all);
  }

  /// Whether one of them keeps a distribution supported beyond its public end. A channel that the
  /// database has no statements of doesn't: nobody could tell what it fixed.
  public boolean extendSupport(AdvisoryDatabase database, @Nullable Distribution distribution) {
    return distribution != null
        && Channels.of(database, distribution, this).stream()
            .anyMatch(channel -> channel.isSubscribed() && channel.extendsSupport());
  }
}
