package dev.cairn.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * Fifty streams at a steady pace: the delay that Cairn adds, against nginx, and what it recorded.
 */
final class PacedStreams implements Measurement {
  private static final int CLIENTS = 50;
  private static final int EVENTS = 400;
  private static final int GAP_MICROS = 10_000;
  private static final int ROUNDS = 3;

  @Override
  public String name() {
    return "paced";
  }

  @Override
  public List<Figure> run(Machine machine) throws Exception {
    StreamingModel model = StreamingModel.start(machine);
    Nginx peer = Nginx.proxying(machine, model.port());
    CairnProcess cairn = CairnProcess.start(machine, model.port(), "");
    StreamingClients.read(cairn.proxyPort(), CLIENTS, EVENTS, GAP_MICROS, 200);
    StreamingClients.read(peer.port(), CLIENTS, EVENTS / 4, GAP_MICROS, 200);
    List<Double> direct = new ArrayList<>();
    List<Double> nginx = new ArrayList<>();
    List<Double> ours = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      direct.add(median(model.port()));
      nginx.add(median(peer.port()));
      ours.add(median(cairn.proxyPort()));
    }
    System.err.printf("  p50 us: direct %s, nginx %s, cairn %s%n", direct, nginx, ours);
    long expected = (long) (ROUNDS + 1) * CLIENTS * (EVENTS + StreamingModel.FRAME_EVENTS);
    cairn.await("select count(*) from exchanges", (ROUNDS + 1L) * CLIENTS, 30);
    long recorded =
        cairn
            .ask(
                "select coalesce(sum(stream_event_count), 0)::bigint from exchanges where recording = 'complete'")
            .asLong();
    return List.of(
        Figure.ceiling(
            "paced SSE, 50 streams, added delay p50: x nginx",
            (middle(ours) - middle(direct)) / (middle(nginx) - middle(direct)),
            1.3,
            1.0,
            "%.2f"),
        Figure.floor("... recorded, % of events", 100.0 * recorded / expected, 100, 100, "%.2f"));
  }

  private static double median(int port) throws Exception {
    return StreamingClients.read(port, CLIENTS, EVENTS, GAP_MICROS, 200).micros(0.5);
  }

  private static double middle(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
