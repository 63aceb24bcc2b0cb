package dev.cairn.testing;

import java.util.List;

/** How each agent's shell tool wants to be called. */
final class ShellTools {
  private ShellTools() {}

  static Step.CallTool call(Step.Shell shell, List<String> offered) {
    String name =
        List.of("Bash", "exec_command", "shell_command", "shell").stream()
            .filter(offered::contains)
            .findFirst()
            .orElse("Bash");
    Object arguments =
        switch (name) {
          case "exec_command" -> Json.object("cmd", shell.command());
          case "shell_command" -> Json.object("command", shell.command());
          case "shell" -> Json.object("command", List.of("bash", "-lc", shell.command()));
          default -> Json.object("command", shell.command(), "description", shell.description());
        };
    return new Step.CallTool(name, Json.text(arguments));
  }
}
