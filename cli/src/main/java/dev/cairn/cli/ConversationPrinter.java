package dev.cairn.cli;

import dev.cairn.trail.Questions.AnswerColumn;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/**
 * A session as a person reads it: who spoke, then what. Takes rows of {@code ts, role, part_type,
 * tool_name, content_text, tool_args, model, output_tokens}.
 */
final class ConversationPrinter implements AnswerPrinter {
  private static final int LONGEST_PART = 4_000;

  private final PrintWriter out;
  private final Ansi ansi;

  ConversationPrinter(PrintWriter out, Terminal terminal) {
    this.out = out;
    this.ansi = terminal.colours() ? Ansi.ON : Ansi.OFF;
  }

  @Override
  public void begin(List<AnswerColumn> columns) {}

  @Override
  public void row(List<@Nullable Object> row) {
    String role = Cells.line(row.get(1));
    String kind = Cells.line(row.get(2));
    String tool = row.get(3) == null ? "" : " " + Cells.line(row.get(3));
    String who = kind.equals("text") ? role : role + " · " + kind + tool;
    String tokens =
        row.get(7) == null
            ? ""
            : "  (" + Cells.line(row.get(6)) + ", " + row.get(7) + " tokens out)";
    out.print(ansi.new Text("@|bold " + escaped(who) + "|@").toString());
    out.print("  " + Cells.line(row.get(0)) + tokens + "\n");
    String text = row.get(4) != null ? Cells.text(row.get(4)) : Cells.text(row.get(5));
    out.print(indented(text) + "\n\n");
  }

  private static String escaped(String text) {
    return text.replace("@|", "@ |").replace("|@", "| @");
  }

  private static String indented(String text) {
    String shown =
        text.length() <= LONGEST_PART
            ? text
            : text.substring(0, LONGEST_PART)
                + "\n… "
                + (text.length() - LONGEST_PART)
                + " more characters (--json shows all)";
    return Cells.harmless(shown).stripTrailing().indent(2).stripTrailing();
  }

  @Override
  public void end() {}
}
