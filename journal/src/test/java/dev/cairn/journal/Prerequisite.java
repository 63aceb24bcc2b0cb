package dev.cairn.journal;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** What a test needs of the machine: without it the test is left out and says why. */
final class Prerequisite {
  private Prerequisite() {}

  /** Leaves the test out, or fails it where everything is required. */
  static void missing(String reason) {
    if ("all".equals(System.getenv("CAIRN_REQUIRE"))) {
      Assertions.fail("required by CAIRN_REQUIRE=all: " + reason);
    }
    System.out.println("left out: " + reason);
    Assumptions.abort(reason);
  }
}
