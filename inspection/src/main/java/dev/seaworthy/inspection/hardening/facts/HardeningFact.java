package dev.seaworthy.inspection.hardening.facts;

import dev.seaworthy.image.Fact;
import java.util.List;

/// What the hardening analysers tell of one file. No fact holds a password or its hash.
public sealed interface HardeningFact extends Fact {

  /// The text of a small configuration file.
  ///
  /// @param text without what looks like a secret
  record Kept(String text) implements HardeningFact {}

  /// The accounts of a `passwd` file (passwd(5)), in its order.
  record Accounts(List<Account> accounts) implements HardeningFact {
    public Accounts {
      accounts = List.copyOf(accounts);
    }
  }

  /// One line of a `passwd` file.
  ///
  /// @param line counted from 1
  record Account(
      int line, String name, Password password, long uid, long gid, String home, String shell) {}

  /// The groups of a `group` file (group(5)), in its order.
  record Groups(List<Group> groups) implements HardeningFact {
    public Groups {
      groups = List.copyOf(groups);
    }
  }

  /// One line of a `group` file.
  ///
  /// @param line counted from 1
  record Group(int line, String name, long gid) {}

  /// What a `shadow` file says of passwords (shadow(5)), in its order.
  record Shadows(List<Shadow> shadows) implements HardeningFact {
    public Shadows {
      shadows = List.copyOf(shadows);
    }
  }

  /// One line of a `shadow` file.
  ///
  /// @param line counted from 1
  record Shadow(int line, String name, Password password) {}

  /// What the field of a password says.
  enum Password {
    /// None is asked for.
    EMPTY,
    /// No password fits.
    LOCKED,
    /// `x`: it stands in the `shadow` file.
    ELSEWHERE,
    /// A password fits.
    SET
  }

  /// What an ELF file asks the dynamic linker for (System V ABI, "Dynamic Linking").
  ///
  /// @param interpreter the program that loads it, or empty
  /// @param needed the libraries that it names, in order
  /// @param searchPaths its `DT_RUNPATH`, or else its `DT_RPATH`, in order
  record Linkage(String interpreter, List<String> needed, List<String> searchPaths)
      implements HardeningFact {
    public Linkage {
      needed = List.copyOf(needed);
      searchPaths = List.copyOf(searchPaths);
    }
  }

  /// A script.
  ///
  /// @param interpreter the words behind `#!`
  /// @param programs what a shell script calls, sorted, as far as its text tells; empty for others
  record Script(List<String> interpreter, List<String> programs) implements HardeningFact {
    public Script {
      interpreter = List.copyOf(interpreter);
      programs = List.copyOf(programs);
    }
  }
}
