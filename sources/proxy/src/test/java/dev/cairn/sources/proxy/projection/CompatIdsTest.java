package dev.cairn.sources.proxy.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.model.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The ids that Collectivus 3.1 gave, as seen on the running program. */
class CompatIdsTest {
  @Test
  void ids_bareText_matchCollectivus() {
    Sample sample =
        Sample.anthropic("e1", "{\"messages\":[{\"role\":\"user\",\"content\":\"hi chat\"}]}");
    Row row = Projected.of(sample).witnessed().getFirst();
    assertThat(row.text("session_id")).isEqualTo("739d2d7ee16b3366");
    assertThat(row.text("compat_message_id")).isEqualTo("def6ed93d02755c4");
    assertThat(row.text("previous_message_id")).isNull();
  }

  @Test
  void ids_sessionOfMetadata_matchCollectivus() {
    Sample sample =
        Sample.anthropic(
                "e1",
                "{\"metadata\":{\"user_id\":\"{\\\"session_id\\\":\\\"s1\\\"}\"},"
                    + "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}")
            .reply(
                200,
                """
                {"id":"msg_1","role":"assistant","model":"m","content":[
                 {"type":"text","text":"tok0 tok1 tok2 "},
                 {"name":"Bash","type":"tool_use","input":{"command":"ls"},"id":"toolu_1"}],
                 "usage":{"input_tokens":1,"output_tokens":2}}\
                """);
    List<Row> rows = Projected.of(sample).witnessed();
    assertThat(rows).extracting(row -> row.text("session_id")).containsOnly("s1");
    assertThat(rows)
        .extracting(row -> row.text("compat_message_id"))
        .containsExactly("c6f1ae016ce5d94e", "f829f98511ebd147", "f829f98511ebd147");
    assertThat(rows.getLast().text("previous_message_id")).isEqualTo("c6f1ae016ce5d94e");
  }

  @Test
  void ids_splitMessage_shareTheIdOfTheOriginal() {
    Sample sample =
        Sample.anthropic(
            "e1",
            """
            {"messages":[{"role":"user","content":"a"},{"role":"assistant","content":"b"},
             {"role":"user","content":[
              {"type":"tool_result","tool_use_id":"toolu_1","content":"x"},
              {"type":"tool_result","tool_use_id":"toolu_2","content":"y"},
              {"type":"text","text":"and go on"}]}]}\
            """);
    List<Row> rows = Projected.of(sample).witnessed();
    assertThat(rows).hasSize(3);
    assertThat(rows)
        .extracting(row -> row.text("compat_message_id"))
        .containsOnly(rows.getFirst().text("compat_message_id"));
    assertThat(rows)
        .extracting(row -> Json.number(Json.object(row.text("attributes")), "compat_part"))
        .containsExactly(0L, 1L, 2L);
  }
}
