package dev.cairn.lake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.model.Dataset;
import dev.cairn.model.Datasets;
import dev.cairn.model.Row;
import dev.cairn.model.SessionKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecollectionTest {
  private static final List<SessionKey> SESSION = List.of(new SessionKey("local", "s"));

  @TempDir Path dir;
  private final Shelf shelf = new Shelf(Contents.EMPTY);
  private Writer writer;
  private DuckDBConnection connection;
  private Recollection recollection;

  @BeforeEach
  void open() throws Exception {
    LakeConfig config = LakeConfig.in(dir);
    Files.createDirectories(config.micro());
    writer = new Writer(config);
    connection = writer.connect();
    recollection = new Recollection(connection, shelf);
  }

  @AfterEach
  void close() {
    Writer.close(connection);
    writer.close();
  }

  @Test
  void witnessed_toldManyTimes_givesTheEarliestOfEach() throws Exception {
    List<Row> rows = new ArrayList<>();
    for (long time = 100; time > 0; time--) {
      rows.add(told(time, "reply", 0).set("alias", "a-1#1").set("from_history", false));
      rows.add(told(time + 1, "words", 0).set("preceding", ""));
    }
    rows.add(told(50, "reply", 1).set("alias", "a-1#1").set("from_history", false));
    rows.add(told(50, "reply", 0).set("alias", "a-1#2").set("from_history", false));
    rows.add(told(50, "reply", 0).set("alias", "a-1#1").set("from_history", true));
    rows.add(told(1, "reply", 0).set("session_id", "other"));
    keep(rows);

    assertThat(recollection.witnessed(SESSION))
        .extracting(Row::toString)
        .containsExactlyInAnyOrder(
            rows.get(198).toString(),
            rows.get(199).toString(),
            rows.get(200).toString(),
            rows.get(201).toString(),
            rows.get(202).toString());
  }

  @Test
  void witnessed_twoAtTheSameTime_givesBoth() throws Exception {
    keep(List.of(told(7, "words", 0).set("position_offset", 1L), told(7, "words", 0)));

    assertThat(recollection.witnessed(SESSION)).hasSize(2);
  }

  @Test
  void histories_growing_nameEachKeyOnce() throws Exception {
    keep(
        List.of(
            exchange("later", 9, "[\"w-1\",\"a-1#1\",\"w-2\",\"a-2#1\"]"),
            exchange("first", 3, "[\"w-1\",\"a-1#1\"]").set("position_offset", 5L),
            exchange("behind", 3, "[\"w-1\",\"a-1#1\"]").set("position_offset", 6L),
            exchange("empty", 1, "[]"),
            exchange("none", 1, null)));

    List<Row> histories = recollection.histories(SESSION);
    assertThat(histories)
        .extracting(row -> row.text("exchange_id"))
        .containsExactlyInAnyOrder("first", "later");
    Row first = histories.get(histories.getFirst().text("exchange_id").equals("first") ? 0 : 1);
    assertThat(first.number("ts")).isEqualTo(3);
    assertThat(first.number("position_offset")).isEqualTo(5);
    assertThat(first.text("history")).contains("\"w-1\"", "\"a-1#1\"").doesNotContain("w-2");
    assertThat(histories).anySatisfy(row -> assertThat(row.text("history")).contains("\"w-2\""));
  }

  private static Row told(long time, String key, long part) {
    return Row.of(Datasets.WITNESSED)
        .set("ts", time)
        .set("workspace", "local")
        .set("session_id", "s")
        .set("witness", "proxy")
        .set("message_key", key)
        .set("part", part);
  }

  private static Row exchange(String id, long time, String history) {
    return Row.of(Datasets.EXCHANGES)
        .set("exchange_id", id)
        .set("ts", time)
        .set("workspace", "local")
        .set("session_id", "s")
        .set("history", history);
  }

  private void keep(List<Row> rows) throws Exception {
    Map<Dataset, List<Row>> batch = new LinkedHashMap<>();
    batch.put(rows.getFirst().dataset(), rows);
    MicroWriter micro = new MicroWriter(connection, dir.resolve("micro"));
    Map<Dataset, LakeFile> files = micro.write(batch);
    shelf.publish(contents -> contents.flushed(files, Map.of()), List.of());
  }
}
