package dev.seaworthy.fuzz;

/// Prints the names of all targets, for `./test --fuzz`.
public final class ListOfTargets {

  private ListOfTargets() {}

  public static void main(String[] arguments) {
    Targets.all().forEach(target -> System.out.println(target.name()));
  }
}
