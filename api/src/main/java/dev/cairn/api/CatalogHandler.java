package dev.cairn.api;

import dev.cairn.http.HttpCall;
import dev.cairn.http.HttpHandler;
import dev.cairn.trail.Questions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;

/** Answers {@code GET /api/catalog}: every table with the meaning of its columns. */
final class CatalogHandler implements HttpHandler {
  private final Questions questions;

  CatalogHandler(Questions questions) {
    this.questions = questions;
  }

  @Override
  public void handle(HttpCall call) {
    List<?> tables = questions.catalog().stream().map(CatalogHandler::tree).toList();
    call.replyJson(200, Json.text(Map.of("tables", tables)));
  }

  private static SequencedMap<String, Object> tree(Questions.Table table) {
    List<SequencedMap<String, Object>> columns = new ArrayList<>();
    table
        .columns()
        .forEach((name, column) -> {
          SequencedMap<String, Object> tree = new LinkedHashMap<>();
          tree.put("name", name);
          tree.put("type", column.type().name().toLowerCase(Locale.ROOT));
          tree.put("meaning", column.meaning());
          columns.add(tree);
        });
    SequencedMap<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", table.name());
    tree.put("meaning", table.meaning());
    tree.put("columns", columns);
    return tree;
  }
}
