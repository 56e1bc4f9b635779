package dev.seaworthy.inspection.dockerfile.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.testkit.Gates;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.BranchInstruction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Breaks the checks, and looks whether a sample notices.
class MutationTest {

  private static final String PACKAGE = MutationTest.class.getPackageName() + ".";
  private static final List<String> BROKEN =
      List.of(
          "UserChecks",
          "BaseImageChecks",
          "DownloadChecks",
          "PackageChecks",
          "TrustChecks",
          "PermissionChecks",
          "ServiceChecks",
          "StageChecks",
          "SecretChecks");

  /// Of each class every so many conditions are turned round, so that the test stays quick.
  private static final int STEP = 13;

  /// Some conditions only spare work, or keep apart what no build file holds.
  private static final double NOTICED_MIN = 0.8;

  private static final Map<Opcode, Opcode> OPPOSITE =
      Map.of(
          Opcode.IFEQ, Opcode.IFNE,
          Opcode.IFNE, Opcode.IFEQ,
          Opcode.IFLT, Opcode.IFGE,
          Opcode.IFGE, Opcode.IFLT,
          Opcode.IF_ICMPEQ, Opcode.IF_ICMPNE,
          Opcode.IF_ICMPNE, Opcode.IF_ICMPEQ,
          Opcode.IF_ACMPEQ, Opcode.IF_ACMPNE,
          Opcode.IF_ACMPNE, Opcode.IF_ACMPEQ,
          Opcode.IFGT, Opcode.IFLE,
          Opcode.IFLE, Opcode.IFGT);

  @Test
  void aRuleThatSeesNothingOrEverythingIsNoticed() {
    DockerfileChecks checks = DockerfileChecks.builtIn();
    List<Sample> samples = Sample.all();
    for (Sample any : samples) {
      if (any.rule().startsWith(DockerfileChecks.PREFIX + "ignore-")) {
        continue;
      }
      DockerfileChecks blind = checks.with(any.rule(), (_, _) -> {});
      DockerfileChecks loud =
          checks.with(
              any.rule(),
              (build, found) -> {
                build.steps().forEach(found::add);
                build
                    .file()
                    .stages()
                    .forEach(stage -> found.add(stage.from().code().line(), "", ""));
              });
      for (DockerfileChecks broken : List.of(blind, loud)) {
        assertThat(samples)
            .as(any.rule())
            .filteredOn(sample -> sample.rule().equals(any.rule()))
            .anyMatch(sample -> !sample.holds(broken));
      }
    }
  }

  @Test
  void aConditionThatIsTurnedRoundIsNoticed() throws Exception {
    Gates.always(
        "Dockerfile checks broken on purpose",
        () -> {
          List<String> unnoticed = new ArrayList<>();
          int count = 0;
          for (String name : BROKEN) {
            int conditions = conditions(name);
            for (int i = 0; i < conditions; i += STEP) {
              count++;
              if (!isNoticed(name, i)) {
                unnoticed.add(name + " " + i);
              }
            }
          }
          assertThat(unnoticed)
              .as("of %s conditions", count)
              .hasSizeLessThan((int) (count * (1 - NOTICED_MIN)));
          return count;
        });
  }

  private static int conditions(String name) {
    AtomicInteger count = new AtomicInteger();
    turned(name, -1, count);
    return count.get();
  }

  /// The class with one condition turned round.
  private static byte[] turned(String name, int which, AtomicInteger count) {
    ClassModel model = ClassFile.of().parse(bytes(PACKAGE + name));
    return ClassFile.of()
        .transformClass(
            model,
            ClassTransform.transformingMethodBodies((builder, element) -> {
              if (element instanceof BranchInstruction branch
                  && OPPOSITE.containsKey(branch.opcode())
                  && count.getAndIncrement() == which) {
                builder.branch(OPPOSITE.get(branch.opcode()), branch.target());
              } else {
                builder.with(element);
              }
            }));
  }

  private static boolean isNoticed(String name, int which) throws ReflectiveOperationException {
    byte[] turned = turned(name, which, new AtomicInteger());
    ClassLoader loader =
        new ClassLoader(MutationTest.class.getClassLoader()) {
          @Override
          protected Class<?> loadClass(String wanted, boolean isResolved)
              throws ClassNotFoundException {
            if (!wanted.startsWith(PACKAGE)) {
              return super.loadClass(wanted, isResolved);
            }
            Class<?> known = findLoadedClass(wanted);
            if (known != null) {
              return known;
            }
            byte[] content = wanted.equals(PACKAGE + name) ? turned : bytes(wanted);
            return defineClass(wanted, content, 0, content.length);
          }
        };
    try {
      return (boolean)
          loader.loadClass(PACKAGE + "SampleJudge").getMethod("isAnyWrong").invoke(null);
    } catch (java.lang.reflect.InvocationTargetException e) {
      return true;
    }
  }

  private static byte[] bytes(String name) {
    String file = "/" + name.replace('.', '/') + ".class";
    try (InputStream in = MutationTest.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is missing");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
