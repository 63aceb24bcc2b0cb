package dev.cairn.cli;

import java.io.PrintWriter;

/** How rows are written. */
enum OutputFormat {
  TABLE,
  JSON,
  JSONL,
  CSV,
  MARKDOWN;

  /** A printer of this format. */
  AnswerPrinter printer(PrintWriter out, Terminal terminal) {
    return switch (this) {
      case TABLE -> new TablePrinter(out, terminal);
      case JSON -> new JsonPrinter(out, true);
      case JSONL -> new JsonPrinter(out, false);
      case CSV -> new CsvPrinter(out);
      case MARKDOWN -> new MarkdownPrinter(out);
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
