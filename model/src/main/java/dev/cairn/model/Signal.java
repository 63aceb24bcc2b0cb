package dev.cairn.model;

import java.util.Arrays;
import java.util.Optional;

/** A kind of record; each has a folder of its own in the journal. */
public enum Signal {
  /** What went through the LLM proxy. */
  PROXY("proxy"),
  /** What a person asked to be forgotten: positions whose records were overwritten in place. */
  PURGES("purges");

  private final String folder;

  Signal(String folder) {
    this.folder = folder;
  }

  /** The name of the folder that holds this signal, as people type it. */
  public String folder() {
    return folder;
  }

  /** The signal whose folder has this name. */
  public static Optional<Signal> named(String folder) {
    return Arrays.stream(values()).filter(signal -> signal.folder.equals(folder)).findFirst();
  }

  @Override
  public String toString() {
    return folder;
  }
}
