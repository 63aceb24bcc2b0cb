package dev.cairn.bench;

import java.util.List;

/** Something that is measured. */
interface Measurement {
  /** What is named on the command line. */
  String name();

  /** Measures. */
  List<Figure> run(Machine machine) throws Exception;

  /**
   * One figure.
   *
   * @param what what was measured
   * @param value as shown
   * @param atLeast the limit that must be kept, as shown
   * @param goal where we are going, as shown
   * @param kept whether the limit was kept
   */
  record Figure(String what, String value, String atLeast, String goal, boolean kept) {
    /** A figure that must not be smaller than its limit. */
    static Figure floor(String what, double value, double least, double goal, String form) {
      return new Figure(
          what,
          form.formatted(value),
          ">= " + form.formatted(least),
          form.formatted(goal),
          value >= least);
    }

    /** A figure that must not be larger than its limit. */
    static Figure ceiling(String what, double value, double most, double goal, String form) {
      return new Figure(
          what,
          form.formatted(value),
          "<= " + form.formatted(most),
          form.formatted(goal),
          value <= most);
    }
  }
}
