package dev.cairn.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
  private static final int ROUNDS = 3;
  private static final int PEER_SECONDS = 7;
  private static final int CATCH_UP_SECONDS = 30;

  /** What one load did. */
  private record Load(long requests, double perSecond, double cpuMicros) {}

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
    load(script, cairn.proxyPort(), cairn.process(), 5);
    List<Load> peers = new ArrayList<>();
    List<Load> ours = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      peers.add(load(script, peer.port(), peer.process(), PEER_SECONDS));
      ours.add(load(script, cairn.proxyPort(), cairn.process(), PEER_SECONDS));
    }
    Load sustained = load(script, cairn.proxyPort(), cairn.process(), 20);
    long total = exchanges(cairn);
    long caughtUp = cairn.await("select count(*) from exchanges", total, CATCH_UP_SECONDS);
    double nginx = median(peers.stream().map(Load::perSecond).toList());
    double cpu = median(peers.stream().map(Load::cpuMicros).toList());
    List<Double> rates = new ArrayList<>(ours.stream().map(Load::perSecond).toList());
    rates.add(sustained.perSecond());
    System.err.printf(
        "  nginx %.0f/s %.1f us; cairn %s /s, cpu %s us, catch up %d ms%n",
        nginx, cpu, rates, ours.stream().map(Load::cpuMicros).toList(), caughtUp);
    return List.of(
        Figure.floor(
            "small JSON, 64 connections, durable: x nginx's requests/s",
            median(rates) / nginx,
            0.5,
            0.7,
            "%.2f"),
        Figure.ceiling(
            "CPU per request of the whole process: x nginx",
            median(ours.stream().map(Load::cpuMicros).toList()) / cpu,
            3,
            2.2,
            "%.2f"),
        new Figure(
            "followers caught up after 20 s of it",
            caughtUp < 0 ? "not after 30 s" : caughtUp / 1000.0 + " s",
            "<= 30 s",
            "",
            caughtUp >= 0));
  }

  private static long exchanges(CairnProcess cairn) throws IOException {
    for (var part : cairn.status().path("parts")) {
      if (part.path("part").asString().equals("proxy")) {
        return part.path("facts").path("exchanges").asLong();
      }
    }
    throw new IOException("the status has no part proxy");
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }

  private static Load load(Path script, int port, ProcessHandle process, int seconds)
      throws IOException, InterruptedException {
    long before = Machine.cpuMillis(process);
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
    long cpu = Machine.cpuMillis(process) - before;
    Matcher requests = REQUESTS.matcher(output);
    if (!requests.find() || output.contains("Non-2xx")) {
      throw new IOException("wrk: " + output);
    }
    long count = Long.parseLong(requests.group(1));
    return new Load(count, (double) count / seconds, 1000.0 * cpu / count);
  }
}
