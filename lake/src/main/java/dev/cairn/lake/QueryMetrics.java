package dev.cairn.lake;

import dev.cairn.kernel.ErrorCode;
import java.time.Duration;

/** What is measured of questions. */
public interface QueryMetrics {
  /** Nobody measures. */
  QueryMetrics NONE =
      new QueryMetrics() {
        @Override
        public void checked(Duration took) {}

        @Override
        public void answered(Duration took, long rows, boolean cut) {}

        @Override
        public void failed(ErrorCode code) {}

        @Override
        public void running(int questions) {}
      };

  /** A statement was found in order; how long the check took. */
  void checked(Duration took);

  /** An answer was closed; time from the question on, rows given, whether rows were left out. */
  void answered(Duration took, long rows, boolean cut);

  /** A question was refused or failed. */
  void failed(ErrorCode code);

  /** How many questions run now. */
  void running(int questions);
}
