package dev.cairn.agents;

import dev.cairn.trail.Agent;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Any program that may talk to a model by one of the usual client libraries. */
final class AnyCommand implements Agent {
  @Override
  public String name() {
    return "command";
  }

  @Override
  public List<String> commands() {
    return List.of();
  }

  @Override
  public Optional<Sighting> recognise(Request request) {
    return Optional.empty();
  }

  /** The clients of Anthropic add {@code /v1} to their base, those of OpenAI want it there. */
  @Override
  public Launch launch(List<String> command, String proxy) {
    return new Launch(
        List.copyOf(command),
        Map.of("ANTHROPIC_BASE_URL", proxy, "OPENAI_BASE_URL", proxy + "/v1"));
  }
}
