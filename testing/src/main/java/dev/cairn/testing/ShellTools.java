package dev.cairn.testing;

import java.util.List;

/** How each agent's shell tool wants to be called. */
final class ShellTools {
  private static final List<String> KNOWN =
      List.of("Bash", "exec_command", "shell_command", "shell", "exec");

  private ShellTools() {}

  static Step call(Step.Shell shell, List<String> offered) {
    String name = KNOWN.stream().filter(offered::contains).findFirst().orElse("Bash");
    return switch (name) {
      case "exec" -> new Step.CallCustomTool(name, script(shell.command()));
      case "exec_command" -> call(name, "cmd", shell.command());
      case "shell_command" -> call(name, "command", shell.command());
      case "shell" -> call(name, "command", List.of("bash", "-lc", shell.command()));
      default -> call(name, "command", shell.command(), "description", shell.description());
    };
  }

  private static Step call(String name, Object... arguments) {
    return new Step.CallTool(name, Json.text(Json.object(arguments)));
  }

  /** The JavaScript that Codex runs where its tools are functions of a script. */
  private static String script(String command) {
    return "const done = await tools.exec_command("
        + Json.text(Json.object("cmd", command))
        + ");\ntext(done.output);\n";
  }
}
