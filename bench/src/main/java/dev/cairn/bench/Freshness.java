package dev.cairn.bench;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** How long it takes from the end of an answer until SQL tells of it, beside a normal load. */
final class Freshness implements Measurement {
  private static final int SAMPLES = 100;

  @Override
  public String name() {
    return "fresh";
  }

  @Override
  public List<Figure> run(Machine machine) throws Exception {
    StreamingModel model = StreamingModel.start(machine);
    CairnProcess cairn = CairnProcess.start(machine, model.port(), "");
    Thread load =
        Thread.ofVirtual()
            .start(() -> {
              try {
                StreamingClients.read(cairn.proxyPort(), 20, 4_000, 20_000, 1_000);
              } catch (IOException | InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    List<Double> times = new ArrayList<>();
    for (int i = 0; i < SAMPLES; i++) {
      String words = "fresh " + i + " " + System.nanoTime();
      exchange(cairn.proxyPort(), words);
      long millis =
          cairn.await(
              "select count(*) from messages where role = 'user' and content_text = '"
                  + words
                  + "'",
              1,
              20);
      times.add(millis < 0 ? 20.0 : millis / 1000.0);
    }
    load.interrupt();
    times.sort(null);
    System.err.printf(
        "  visible after: p50 %.3f s, p90 %.3f s%n",
        times.get(SAMPLES / 2), times.get(SAMPLES * 9 / 10));
    return List.of(
        Figure.ceiling(
            "acknowledged to visible in SQL, p99, s",
            times.get(SAMPLES * 99 / 100),
            1,
            0.5,
            "%.2f"));
  }

  private static void exchange(int port, String words) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      String body =
          "{\"model\":\"bench-1\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\""
              + words
              + "\"}]}";
      socket
          .getOutputStream()
          .write(
              ("POST /v1/messages?events=3&gap_micros=100 HTTP/1.1\r\nHost: bench\r\nConnection: close\r\nContent-Length: "
                      + body.length()
                      + "\r\n\r\n"
                      + body)
                  .getBytes(StandardCharsets.US_ASCII));
      socket.getInputStream().readAllBytes();
    }
  }
}
