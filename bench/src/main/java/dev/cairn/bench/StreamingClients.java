package dev.cairn.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/** Many clients that each read one stream and note how long every event was on its way. */
final class StreamingClients {
  private StreamingClients() {}

  /**
   * What the clients saw.
   *
   * @param events how many deltas arrived
   * @param delays nanoseconds from the model's write to the client's read, sorted
   */
  record Seen(long events, long[] delays) {
    double micros(double share) {
      return delays[(int) Math.min(delays.length - 1, delays.length * share)] / 1e3;
    }
  }

  /** Opens {@code clients} streams over {@code startMillis} and reads them to their end. */
  static Seen read(int port, int clients, int events, int gapMicros, int startMillis)
      throws IOException, InterruptedException {
    List<Future<long[]>> readers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < clients; i++) {
        int number = i;
        readers.add(
            threads.submit(() -> {
              Pause.millis((long) startMillis * number / clients);
              return one(port, number, events, gapMicros);
            }));
      }
      LongStream all = LongStream.empty();
      for (Future<long[]> reader : readers) {
        all = LongStream.concat(all, Arrays.stream(reader.get()));
      }
      long[] delays = all.sorted().toArray();
      return new Seen(delays.length, delays);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
  }

  private static long[] one(int port, int number, int events, int gapMicros) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setTcpNoDelay(true);
      String request =
          "{\"model\":\"bench-1\",\"stream\":true,\"max_tokens\":64,\"messages\":[{\"role\":\"user\",\"content\":\"Go, number "
              + number
              + ".\"}]}";
      socket
          .getOutputStream()
          .write(
              ("POST /v1/messages?events="
                      + events
                      + "&gap_micros="
                      + gapMicros
                      + " HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: "
                      + request.length()
                      + "\r\n\r\n"
                      + request)
                  .getBytes(StandardCharsets.US_ASCII));
      InputStream body = SocketText.body(new BufferedInputStream(socket.getInputStream()));
      long[] delays = new long[events];
      int seen = 0;
      for (String line = SocketText.line(body);
          line != null && !line.contains("message_stop");
          line = SocketText.line(body)) {
        int at = line.indexOf("\"text\":\"t");
        if (at > 0) {
          long sent = Long.parseLong(line.substring(at + 9, line.indexOf(' ', at)));
          delays[seen++] = System.nanoTime() - sent;
        }
      }
      return Arrays.copyOf(delays, seen);
    }
  }
}
