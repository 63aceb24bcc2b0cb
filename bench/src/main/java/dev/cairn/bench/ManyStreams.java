package dev.cairn.bench;

import java.util.List;

/** Five hundred streams in 256 MB of heap, at the pace of real models and as fast as they go. */
final class ManyStreams implements Measurement {
  private static final int CLIENTS = 500;
  private static final int PACED_EVENTS = 500;
  private static final int FLOOD_EVENTS = 1_000;
  private static final int MODEL_GAP_MICROS = 30_000;

  @Override
  public String name() {
    return "many";
  }

  @Override
  public List<Figure> run(Machine machine) throws Exception {
    return List.of(
        streams(
            machine, "500 streams at the pace of models, -Xmx256m", PACED_EVENTS, MODEL_GAP_MICROS),
        streams(machine, "500 streams flooding, -Xmx256m", FLOOD_EVENTS, 0));
  }

  private static Figure streams(Machine machine, String what, int events, int gap)
      throws Exception {
    StreamingModel model = StreamingModel.start(machine);
    CairnProcess cairn = CairnProcess.start(machine, model.port(), "-Xmx256m");
    long start = System.nanoTime();
    StreamingClients.Seen seen =
        StreamingClients.read(cairn.proxyPort(), CLIENTS, events, gap, 2_000);
    double seconds = (System.nanoTime() - start) / 1e9;
    long visible = cairn.await("select count(*) from exchanges", CLIENTS, 60);
    long expected = (long) CLIENTS * (events + StreamingModel.FRAME_EVENTS);
    long recorded =
        cairn
            .ask(
                "select coalesce(sum(stream_event_count), 0)::bigint from exchanges where recording = 'complete'")
            .asLong();
    long stored =
        cairn
            .ask("select coalesce(sum(json_array_length(stream_events)), 0)::bigint from exchanges")
            .asLong();
    double resident = Machine.residentMebibytes(cairn.process());
    boolean whole =
        seen.events() == (long) CLIENTS * events
            && recorded == expected
            && stored == expected
            && visible >= 0;
    String value =
        "%s; %,d events in %.1f s, delay p99 %.0f ms, %.0f MiB resident"
            .formatted(
                whole
                    ? "nothing lost"
                    : "lost: client "
                        + seen.events()
                        + ", recorded "
                        + recorded
                        + ", stored "
                        + stored
                        + " of "
                        + expected,
                seen.events(),
                seconds,
                seen.micros(0.99) / 1e3,
                resident);
    cairn.close();
    return new Figure(what, value, "nothing lost", "2,000 streams", whole);
  }
}
