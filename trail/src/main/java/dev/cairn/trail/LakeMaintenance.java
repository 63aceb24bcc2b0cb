package dev.cairn.trail;

import dev.cairn.kernel.Report;
import java.nio.file.Path;
import java.util.Optional;

/** The care of the lake that a person may ask for. Thread-safe. */
public interface LakeMaintenance extends Report.Reporting {
  /** Merges what is small, lets go of what is old and deletes what nobody names any more. */
  void compact(Progress progress);

  /**
   * Throws the lake away and makes the same lake again from what the journal still holds.
   *
   * @param more a folder of recordings that is read too, and only read; one that Cairn or
   *     Collectivus 3.1 wrote
   * @throws dev.cairn.kernel.CairnException USAGE when there are no recordings in that folder
   */
  void rebuild(Optional<Path> more, Progress progress);

  /** Is told how far a long piece of work has come. */
  @FunctionalInterface
  interface Progress {
    /**
     * One step.
     *
     * @param phase what is being done, in a word or two
     * @param done how much of it
     * @param total out of how much; 0 when that is not known
     */
    void at(String phase, long done, long total);
  }
}
