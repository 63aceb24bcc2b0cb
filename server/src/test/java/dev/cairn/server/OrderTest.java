package dev.cairn.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.model.Signal;
import dev.cairn.trail.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * The records of the demo's sessions, taken in by the whole trail in any order of exchanges, cut
 * into batches by restarts: always the same rows.
 */
class OrderTest {
  private static final int ORDERS = 3;
  private static final int BATCHES = 3;
  private static final List<String> TABLES =
      List.of(
          "select * exclude (journal_id, position_date, position_offset) from exchanges",
          "select * exclude (journal_id, position_date, position_offset) from witnessed",
          "select * from messages",
          "select * from tool_calls",
          "select * from sessions",
          "select * from proxy_messages");

  @TempDir Path temporary;

  @Test
  void exchanges_inAnyOrderCutByRestarts_giveTheSameRows() throws Exception {
    List<List<String>> exchanges = recorded();
    List<String> inOrder = exchanges.stream().flatMap(List::stream).toList();
    Map<String, List<List<Object>>> expected = taken("as-recorded", List.of(inOrder));

    assertThat(expected.get(TABLES.get(2))).hasSizeGreaterThan(20);
    for (int order = 0; order < ORDERS; order++) {
      Random random = new Random(order);
      List<String> mixed = mixed(exchanges, random);
      Map<String, List<List<Object>>> rows = taken("order-" + order, cut(mixed, random));
      for (String table : TABLES) {
        assertThat(rows.get(table)).as("order %d: %s", order, table).isEqualTo(expected.get(table));
      }
    }
  }

  /** The records of each exchange of a demo. */
  private List<List<String>> recorded() throws IOException, InterruptedException {
    Path home = temporary.resolve("demo");
    try (Demo demo = new Demo(home)) {
      demo.start();
      demo.play();
    }
    Map<String, List<String>> exchanges = new LinkedHashMap<>();
    try (Stream<Path> files = Files.walk(home)) {
      Path day = files.filter(file -> file.toString().endsWith(".jsonl")).findFirst().orElseThrow();
      for (String line : Files.readAllLines(day)) {
        String id = JsonMapper.shared().readTree(line).path("exchange_id").asString();
        exchanges.computeIfAbsent(id, any -> new ArrayList<>()).add(line);
      }
    }
    return List.copyOf(exchanges.values());
  }

  /** Any order of all records in which those of one exchange keep theirs. */
  private static List<String> mixed(List<List<String>> exchanges, Random random) {
    List<List<String>> left = new ArrayList<>();
    exchanges.forEach(exchange -> left.add(new ArrayList<>(exchange)));
    List<String> mixed = new ArrayList<>();
    while (!left.isEmpty()) {
      List<String> next = left.get(random.nextInt(left.size()));
      int records = 1 + random.nextInt(next.size());
      mixed.addAll(next.subList(0, records));
      next.subList(0, records).clear();
      left.removeIf(List::isEmpty);
    }
    return mixed;
  }

  private static List<List<String>> cut(List<String> records, Random random) {
    List<List<String>> batches = new ArrayList<>();
    int from = 0;
    for (int batch = 1; batch < BATCHES; batch++) {
      int to = from + random.nextInt(records.size() - from);
      batches.add(records.subList(from, to));
      from = to;
    }
    batches.add(records.subList(from, records.size()));
    return batches;
  }

  /** All rows of a lake that took in the batches, with a restart behind each. */
  private Map<String, List<List<Object>>> taken(String name, List<List<String>> batches)
      throws Exception {
    Path home = Files.createDirectories(temporary.resolve(name));
    TestingServer.configure(home, "\"gateway_id\": \"tester\"");
    Map<String, List<List<Object>>> rows = new LinkedHashMap<>();
    for (List<String> batch : batches) {
      Configuration configuration = TestingServer.sound(TestingServer.load(home));
      try (CairnServer server = CairnServer.offline(configuration)) {
        server.start();
        append(server, batch);
        assertThat(server.awaitCaughtUp(Duration.ofSeconds(20))).isTrue();
        TABLES.forEach(
            table -> rows.put(table, TestingServer.ask(server, table + " order by all")));
      }
    }
    return rows;
  }

  private static void append(CairnServer server, List<String> batch) throws Exception {
    if (!batch.isEmpty()) {
      List<byte[]> lines =
          batch.stream().map(line -> line.getBytes(StandardCharsets.UTF_8)).toList();
      assertThat(server.journal().append(Signal.PROXY, lines).get())
          .isInstanceOf(Outcome.Delivered.class);
    }
  }
}
