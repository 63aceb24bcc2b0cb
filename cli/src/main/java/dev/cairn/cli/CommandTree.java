package dev.cairn.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import picocli.CommandLine;

/**
 * All commands by name. Reading what a command is takes longer than most commands run, so only
 * those are made that the arguments name; all of them where the first argument names none.
 */
final class CommandTree {
  private static final String QUERY = "query";

  /** In the order of {@code --help}. */
  static final SequencedMap<String, Class<?>> COMMANDS = new LinkedHashMap<>();

  /** What stands under {@code query}. */
  static final SequencedMap<String, Class<?>> QUERIES = new LinkedHashMap<>();

  static {
    COMMANDS.put("up", UpCommand.class);
    COMMANDS.put("down", DownCommand.class);
    COMMANDS.put("status", StatusCommand.class);
    COMMANDS.put("reload", ReloadCommand.class);
    COMMANDS.put("run", RunCommand.class);
    COMMANDS.put(QUERY, QueryCommand.class);
    COMMANDS.put("tail", TailCommand.class);
    COMMANDS.put("lake", LakeCommand.class);
    COMMANDS.put("config", ConfigCommand.class);
    COMMANDS.put("completion", CompletionCommand.class);
    COMMANDS.put("warm", WarmCommand.class);
    QUERIES.put("sql", QueryCommand.Sql.class);
    QUERIES.put("schema", QueryCommand.Schema.class);
    QUERIES.put("catalog", QueryCommand.Catalog.class);
    QUERIES.put("sample", QueryCommand.Sample.class);
    QUERIES.put("proxy", QueryProxyCommand.class);
    QUERIES.put("activity", QueryCommand.Activity.class);
    QUERIES.put("errors", QueryCommand.Errors.class);
    QUERIES.put("refresh", QueryCommand.Refresh.class);
    QUERIES.put("doctor", QueryCommand.Doctor.class);
  }

  private CommandTree() {}

  static CommandLine of(Main main, CommandLine.IFactory factory, String... arguments) {
    CommandLine root = new CommandLine(main, factory);
    add(root, COMMANDS, arguments.length > 0 ? arguments[0] : "", factory);
    CommandLine query = root.getSubcommands().get(QUERY);
    if (query != null && !List.of(arguments).equals(List.of("--help"))) {
      boolean asked = arguments.length > 1 && arguments[0].equals(QUERY);
      add(query, QUERIES, asked ? arguments[1] : "", factory);
    }
    return root;
  }

  private static void add(
      CommandLine parent,
      SequencedMap<String, Class<?>> all,
      String name,
      CommandLine.IFactory factory) {
    Class<?> named = all.get(name);
    if (named != null) {
      parent.addSubcommand(new CommandLine(named, factory));
    } else {
      all.values().forEach(command -> parent.addSubcommand(new CommandLine(command, factory)));
    }
  }
}
