package dev.cairn.api;

import dev.cairn.http.HttpCall;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.util.MinimalPrettyPrinter;

/**
 * An answer made of JSON values, one a line. What is written waits in a small buffer for at most a
 * fifth of a second while writing goes on. Not thread-safe.
 */
final class JsonLines implements AutoCloseable {
  static final String TYPE = "application/x-ndjson";

  private static final int BUFFER_BYTES = 64 << 10;
  private static final long FLUSH_AFTER_NANOS = 200_000_000;

  private final OutputStream out;
  private final JsonGenerator generator;
  private long flushed = System.nanoTime();

  /** Begins the answer with status 200. */
  JsonLines(HttpCall call) {
    this(call.stream(200, TYPE));
  }

  JsonLines(OutputStream out) {
    this.out = new BufferedOutputStream(out, BUFFER_BYTES);
    this.generator =
        Json.MAPPER.writer().with(new MinimalPrettyPrinter("")).createGenerator(this.out);
  }

  /** Writes one line. */
  void line(@Nullable Object value) throws IOException {
    Json.write(generator, value);
    generator.writeRaw('\n');
    if (System.nanoTime() - flushed > FLUSH_AFTER_NANOS) {
      flush();
    }
  }

  /** Sends everything now. */
  void flush() throws IOException {
    generator.flush();
    out.flush();
    flushed = System.nanoTime();
  }

  @Override
  public void close() throws IOException {
    generator.close();
    out.close();
  }
}
