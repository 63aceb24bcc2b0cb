package dev.cairn.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Small JSON requests and answers over 64 connections: throughput and CPU against nginx. */
final class SmallAnswers implements Measurement {
  private static final String ANSWER =
      "{\"id\":\"msg_bench\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"bench-1\","
          + "\"content\":[{\"type\":\"text\",\"text\":\"All of it is done.\"}],\"stop_reason\":\"end_turn\","
          + "\"usage\":{\"input_tokens\":12,\"output_tokens\":6}}";
  private static final String SCRIPT =
      """
      wrk.method = "POST"
      wrk.path = "/v1/messages"
      wrk.headers["content-type"] = "application/json"
      wrk.headers["x-claude-code-session-id"] = "5f0c6c5e-0000-4000-8000-000000000001"
      wrk.headers["user-agent"] = "claude-cli/2.1.328 (external, cli)"
      wrk.body = '{"model":"bench-1","max_tokens":64,"messages":[{"role":"user","content":"Say that it is done."}]}'
      """;
  private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in");
  private static final int WARM_UP_SECONDS = 20;
  private static final int ROUNDS = 3;
  private static final int PEER_SECONDS = 7;
  private static final int SUSTAINED_SECONDS = 20;
  private static final int CATCH_UP_SECONDS = 30;
  private static final int IDLE_SECONDS = 180;
  private static final int POLL_MILLIS = 200;
  private static final String COMPLETE =
      "select count(*) from exchanges where recording = 'complete' and status = 200";

  /**
   * What one load did.
   *
   * @param cpuMicros CPU time per request of all threads that do not give way to others
   */
  private record Load(long requests, double perSecond, double cpuMicros) {
    @Override
    public String toString() {
      return "%.0f/s at %.1f us".formatted(perSecond, cpuMicros);
    }
  }

  @Override
  public String name() {
    return "small";
  }

  @Override
  public List<Figure> run(Machine machine) throws Exception {
    Path script = machine.folder("wrk").resolve("post.lua");
    Files.writeString(script, SCRIPT);
    Nginx model = Nginx.answering(machine, ANSWER);
    Nginx peer = Nginx.proxying(machine, model.port());
    CairnProcess cairn = CairnProcess.start(machine, model.port(), "");
    long answered = load(script, cairn.proxyPort(), cairn.process(), WARM_UP_SECONDS).requests;
    load(script, peer.port(), peer.process(), 2);
    List<Load> peers = new ArrayList<>();
    List<Load> ours = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      caughtUpMillis(cairn, IDLE_SECONDS);
      peers.add(load(script, peer.port(), peer.process(), PEER_SECONDS));
      ours.add(load(script, cairn.proxyPort(), cairn.process(), PEER_SECONDS));
      answered += ours.getLast().requests;
    }
    caughtUpMillis(cairn, IDLE_SECONDS);
    ours.add(load(script, cairn.proxyPort(), cairn.process(), SUSTAINED_SECONDS));
    answered += ours.getLast().requests;
    long caughtUp = caughtUpMillis(cairn, CATCH_UP_SECONDS);
    caughtUpMillis(cairn, IDLE_SECONDS);
    long recorded = cairn.ask(COMPLETE).asLong();
    if (recorded < answered) {
      throw new IOException(answered + " requests were answered, recorded were " + recorded);
    }
    return figures(peers, ours, caughtUp);
  }

  private static List<Figure> figures(List<Load> peers, List<Load> ours, long caughtUp) {
    double nginx = median(peers.stream().map(Load::perSecond).toList());
    double cpu = median(peers.stream().map(Load::cpuMicros).toList());
    System.err.println("  nginx " + peers);
    System.err.println("  cairn " + ours);
    return List.of(
        Figure.floor(
            "small JSON, 64 connections, durable: x nginx's requests/s",
            median(ours.stream().map(Load::perSecond).toList()) / nginx,
            0.5,
            0.7,
            "%.2f"),
        Figure.ceiling(
            "CPU per request of all but the followers: x nginx",
            median(ours.stream().map(Load::cpuMicros).toList()) / cpu,
            3,
            2.2,
            "%.2f"),
        new Figure(
            "followers caught up after 20 s of it",
            caughtUp < 0 ? "not after 30 s" : "%.1f s".formatted(caughtUp / 1e3),
            "<= 30 s",
            "",
            caughtUp >= 0));
  }

  /** Waits until SQL tells of every exchange that the proxy has seen; -1 when time ran out. */
  private static long caughtUpMillis(CairnProcess cairn, long seconds) throws IOException {
    long start = System.nanoTime();
    while (System.nanoTime() - start < TimeUnit.SECONDS.toNanos(seconds)) {
      if (cairn.ask("select count(*) from exchanges").asLong()
          == cairn.part("proxy").path("exchanges").asLong()) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      }
      Pause.millis(POLL_MILLIS);
    }
    return -1;
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }

  private static Load load(Path script, int port, ProcessHandle process, int seconds)
      throws IOException, InterruptedException {
    long before = Machine.cpuMillis(process) - Machine.yieldingCpuMillis(process);
    Process wrk =
        new ProcessBuilder(
                "wrk",
                "-t1",
                "-c64",
                "-d" + seconds + "s",
                "-s",
                script.toString(),
                "http://127.0.0.1:" + port + "/v1/messages")
            .redirectErrorStream(true)
            .start();
    String output = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    wrk.waitFor();
    long cpu = Machine.cpuMillis(process) - Machine.yieldingCpuMillis(process) - before;
    Matcher requests = REQUESTS.matcher(output);
    if (!requests.find() || output.contains("Non-2xx")) {
      throw new IOException("wrk: " + output);
    }
    long count = Long.parseLong(requests.group(1));
    return new Load(count, (double) count / seconds, 1000.0 * cpu / count);
  }
}
