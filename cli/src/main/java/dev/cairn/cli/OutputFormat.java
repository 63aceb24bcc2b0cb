package dev.cairn.cli;

import static java.util.stream.Collectors.joining;

import java.io.PrintWriter;
import java.util.Arrays;
import picocli.CommandLine;

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

  /** Reads a name in either case. */
  static final class Named implements CommandLine.ITypeConverter<OutputFormat> {
    @Override
    public OutputFormat convert(String name) {
      for (OutputFormat format : values()) {
        if (format.toString().equalsIgnoreCase(name)) {
          return format;
        }
      }
      String known = Arrays.stream(values()).map(OutputFormat::toString).collect(joining(", "));
      throw new CommandLine.TypeConversionException(
          "must be one of " + known + ", was \"" + name + "\"");
    }
  }

  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
