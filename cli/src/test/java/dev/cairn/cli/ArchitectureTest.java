package dev.cairn.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may import whom, as ARCHITECTURE.md says; each rule a sentence. */
class ArchitectureTest {
  private static final String[] JDK = {
    "java..", "javax..", "jdk..", "sun.misc..", "org.jspecify.."
  };
  private static final String[] ROOMS = {
    "dev.cairn.sources..", "dev.cairn.journal..", "dev.cairn.conversation..", "dev.cairn.lake.."
  };

  private static JavaClasses cairn;

  @BeforeAll
  static void readClasses() {
    cairn =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.cairn");
  }

  @Test
  void model_importsOnlyTheJdk() {
    onlyOn("dev.cairn.model..");
  }

  @Test
  void kernel_importsOnlyTheJdk() {
    onlyOn("dev.cairn.kernel..");
  }

  @Test
  void trail_importsOnlyModelAndKernel() {
    onlyOn("dev.cairn.trail..", "dev.cairn.model..", "dev.cairn.kernel..");
  }

  private static void onlyOn(String room, String... rooms) {
    String[] allowed = new String[JDK.length + rooms.length + 1];
    System.arraycopy(JDK, 0, allowed, 0, JDK.length);
    System.arraycopy(rooms, 0, allowed, JDK.length, rooms.length);
    allowed[allowed.length - 1] = room;
    classes()
        .that()
        .resideInAPackage(room)
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(allowed))
        .check(cairn);
  }

  @Test
  void sourcesJournalConversationAndLake_meetOnlyInTrail() {
    for (String room : ROOMS) {
      for (String other : ROOMS) {
        if (!room.equals(other)) {
          noClasses()
              .that()
              .resideInAPackage(room)
              .should()
              .dependOnClassesThat()
              .resideInAPackage(other)
              .check(cairn);
        }
      }
    }
  }

  @Test
  void apiAndCli_askThroughQuestions() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.cairn.api..", "dev.cairn.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ROOMS)
        .check(cairn);
  }

  @Test
  void agents_areReachedThroughTheirInterface() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.cairn.agents..", "dev.cairn.server..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.cairn.agents..")
        .check(cairn);
  }

  @Test
  void vertx_isKnownToHttpAndTheProxy() {
    onlyIn("io.vertx..", "dev.cairn.http..", "dev.cairn.sources.proxy..");
  }

  @Test
  void duckdbAndIceberg_areKnownToTheLake() {
    onlyIn("org.duckdb..", "dev.cairn.lake..");
    onlyIn("org.apache.iceberg..", "dev.cairn.lake..");
  }

  @Test
  void picocli_isKnownToTheCommands() {
    onlyIn("picocli..", "dev.cairn.cli..");
  }

  private static void onlyIn(String library, String... rooms) {
    noClasses()
        .that()
        .resideOutsideOfPackages(rooms)
        .and()
        .resideInAPackage("dev.cairn..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(cairn);
  }

  @Test
  void environment_isReadByCliAndServer() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.cairn.cli..", "dev.cairn.server..", "dev.cairn.testing..", "dev.cairn.bench..")
        .should()
        .callMethod(System.class, "getenv")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .check(cairn);
  }

  @Test
  void process_isEndedByCli() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.cairn.cli..", "dev.cairn.bench..")
        .should()
        .callMethod(System.class, "exit", int.class)
        .check(cairn);
  }

  @Test
  void packages_haveNoCycles() {
    slices().matching("dev.cairn.(**)").should().beFreeOfCycles().check(cairn);
  }
}
