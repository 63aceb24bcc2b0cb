package dev.cairn.api;

import dev.cairn.trail.LakeMaintenance.Progress;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** Writes progress as lines, at most ten a second and one for each new phase. */
final class ProgressLines implements Progress {
  private static final long PAUSE_NANOS = 100_000_000;

  private final JsonLines lines;
  private String lastPhase = "";
  private long lastTime;
  private boolean deserted;

  ProgressLines(JsonLines lines) {
    this.lines = lines;
  }

  @Override
  public synchronized void at(String phase, long done, long total) {
    long now = System.nanoTime();
    if (deserted || (phase.equals(lastPhase) && now - lastTime < PAUSE_NANOS)) {
      return;
    }
    lastPhase = phase;
    lastTime = now;
    SequencedMap<String, Object> line = new LinkedHashMap<>();
    line.put("phase", phase);
    line.put("done", done);
    line.put("total", total);
    send(line);
  }

  private void send(Object line) {
    try {
      lines.line(line);
      lines.flush();
    } catch (IOException e) {
      deserted = true; // the work goes on without its listener
    }
  }
}
