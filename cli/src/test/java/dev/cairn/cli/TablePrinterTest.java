package dev.cairn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.trail.Questions.AnswerColumn;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TablePrinterTest {
  private static final List<AnswerColumn> COLUMNS =
      List.of(new AnswerColumn("model", "VARCHAR"), new AnswerColumn("tokens", "BIGINT"));

  @Test
  void print_numbers_standToTheRight() {
    assertThat(table(OptionalInt.empty(), row("claude", 7L), row("gpt", 12345L)))
        .isEqualTo(
            """
            model   tokens
            ------  ------
            claude       7
            gpt      12345
            """);
  }

  @Test
  void print_noRows_saysSo() {
    assertThat(table(OptionalInt.empty())).isEqualTo("model  tokens\n(no rows)\n");
  }

  @Test
  void print_onTerminal_fitsItsWidth() {
    String table = table(OptionalInt.of(40), row("a very long text ".repeat(20), 1L));

    assertThat(table.lines()).allMatch(line -> TextWidth.of(line) <= 40);
    assertThat(table).contains("…");
  }

  @Test
  void print_moreColumnsThanFit_standACellALine() {
    List<AnswerColumn> columns = new ArrayList<>(COLUMNS);
    for (int i = 0; i < 10; i++) {
      columns.add(new AnswerColumn("column" + i, "VARCHAR"));
    }
    List<Object> cells = new ArrayList<>(row("claude", 7L));
    cells.addAll(Collections.nCopies(9, "a long text of many words"));
    cells.add(null);

    assertThat(table(OptionalInt.of(30), columns, List.of(cells, cells)))
        .startsWith(
            """
            -- row 1
            model    claude
            tokens   7
            column0  a long text of many …
            """)
        .contains("\n\n-- row 2\nmodel    claude\n")
        .doesNotContain("column9");
  }

  @Test
  void print_inPipe_cutsCellsAt80() {
    String table = table(OptionalInt.empty(), row("x".repeat(200), 1L));

    assertThat(table.lines().toList().get(2)).startsWith("x".repeat(79) + "…");
  }

  @Test
  void print_controlCharacters_areShownNotObeyed() {
    assertThat(table(OptionalInt.empty(), row("\u001b[31mred\nline", 1L)))
        .doesNotContain("\u001b")
        .contains("\uFFFD[31mred line");
  }

  @Test
  void print_wideCharacters_keepColumnsInLine() {
    String table = table(OptionalInt.empty(), row("日本", 1L), row("ab", 2L));

    assertThat(table.lines().skip(2).mapToInt(TextWidth::of).distinct().count()).isEqualTo(1);
  }

  @Test
  void print_manyRows_passThrough() {
    List<Object>[] rows = new List[2_500];
    Arrays.setAll(rows, i -> row("m" + i, (long) i));

    assertThat(table(OptionalInt.of(80), rows).lines().count()).isEqualTo(2_502);
  }

  private static List<Object> row(Object... cells) {
    return Arrays.asList(cells);
  }

  @SafeVarargs
  private static String table(OptionalInt width, List<Object>... rows) {
    return table(width, COLUMNS, Arrays.asList(rows));
  }

  private static String table(
      OptionalInt width, List<AnswerColumn> columns, List<List<Object>> rows) {
    StringWriter text = new StringWriter();
    OutputStream none = OutputStream.nullOutputStream();
    TablePrinter printer =
        new TablePrinter(new PrintWriter(text), new Terminal(none, none, width, false, Map.of()));
    printer.begin(columns);
    rows.forEach(printer::row);
    printer.end();
    return text.toString();
  }
}
