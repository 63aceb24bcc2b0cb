package dev.cairn.lake;

import dev.cairn.model.JournalRecord;
import dev.cairn.model.Position;
import dev.cairn.model.Row;
import dev.cairn.trail.Journal;
import dev.cairn.trail.JournalReader;
import dev.cairn.trail.Projector;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Walks along one signal of one journal and projects what it reads. For one thread. */
final class Tail implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Tail.class);

  private final Journal journal;
  private final Projector projector;
  private Position done;
  private JournalReader reader;
  private Projector.Projection projection;

  Tail(Journal journal, Projector projector, Progress from) {
    this.journal = journal;
    this.projector = projector;
    this.done = from.emitted();
    this.reader = journal.read(from.resume());
    this.projection = projector.begin();
  }

  Journal journal() {
    return journal;
  }

  Projector projector() {
    return projector;
  }

  /**
   * Takes the next record.
   *
   * @return the rows that it closed, unless they were emitted before; null when there is none yet
   */
  @Nullable List<Row> next() {
    JournalRecord next = reader.next();
    if (next == null) {
      advance(reader.position());
      return null;
    }
    List<Row> rows = projected(next);
    boolean emitted = next.position().compareTo(done) < 0;
    advance(next.next());
    return emitted ? List.of() : rows;
  }

  /** A record that breaks the projector must not stop those behind it. */
  private List<Row> projected(JournalRecord next) {
    try {
      return projection.accept(next);
    } catch (RuntimeException | StackOverflowError defect) {
      LOG.error("the record at {} gives no rows", next.position(), defect);
      return List.of();
    }
  }

  private void advance(Position position) {
    if (position.compareTo(done) > 0) {
      done = position;
    }
  }

  /** Behind the last record whose rows were given. */
  Position position() {
    return done;
  }

  /** How far the walk has come. */
  Progress progress() {
    Position read = reader.position();
    Position reached = read.compareTo(done) < 0 ? read : done;
    Position open = projection.oldestOpen();
    return new Progress(open == null || open.compareTo(reached) > 0 ? reached : open, done);
  }

  /** Reads on with a new reader, because the old one failed; no row is given twice. */
  void reopen() {
    Progress progress = progress();
    reader.close();
    reader = journal.read(progress.resume());
    projection = projector.begin();
  }

  /** Bytes still to be read; of the last day only, where the walk is behind it. */
  long lagBytes() {
    Position end = journal.end(projector.signal());
    return end.date().equals(done.date())
        ? Math.max(0, end.offset() - done.offset())
        : end.offset();
  }

  @Override
  public void close() {
    reader.close();
  }
}
