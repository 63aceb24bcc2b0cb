package dev.cairn.api;

import dev.cairn.http.HttpCall;
import dev.cairn.http.HttpHandler;
import dev.cairn.model.JournalRecord;
import dev.cairn.model.Position;
import dev.cairn.trail.Journal;
import dev.cairn.trail.JournalReader;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Answers {@code GET /api/tail}: records as they stand in the journal, one a line, sent as soon as
 * they are durable. While nothing comes, an empty line every 15 seconds finds out whether anybody
 * still listens.
 */
final class TailHandler implements HttpHandler, AutoCloseable {
  private static final int BUFFER_BYTES = 64 << 10;
  private static final int IDLE_SECONDS = 15;

  /** One at a time looks for its start: many at once would read so much that nobody is answered. */
  private final Semaphore search = new Semaphore(1);

  private final Journal journal;
  private final Set<Semaphore> followers = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  TailHandler(Journal journal) {
    this.journal = journal;
  }

  @Override
  public void handle(HttpCall call) throws IOException, InterruptedException {
    TailRequest request = TailRequest.read(call);
    Semaphore news = new Semaphore(0);
    followers.add(news);
    try (var _ = journal.subscribe(request.signal(), news::release);
        JournalReader reader = journal.read(start(request));
        OutputStream out =
            new BufferedOutputStream(call.stream(200, JsonLines.TYPE), BUFFER_BYTES)) {
      send(request, reader, out);
      while (request.follow() && !closed) {
        out.flush();
        if (!news.tryAcquire(IDLE_SECONDS, TimeUnit.SECONDS)) {
          out.write('\n');
        }
        news.drainPermits();
        send(request, reader, out);
      }
    } finally {
      followers.remove(news);
    }
  }

  private Position start(TailRequest request) throws InterruptedException {
    search.acquire();
    try {
      return TailStart.of(journal, request);
    } finally {
      search.release();
    }
  }

  private static void send(TailRequest request, JournalReader reader, OutputStream out)
      throws IOException {
    for (JournalRecord found = reader.next(); found != null; found = reader.next()) {
      if (!request.follow()
          && request.date() != null
          && !found.position().date().equals(request.date())) {
        return;
      }
      out.write(found.json());
      out.write('\n');
    }
  }

  /** Ends all answers that follow. */
  @Override
  public void close() {
    closed = true;
    followers.forEach(Semaphore::release);
  }
}
