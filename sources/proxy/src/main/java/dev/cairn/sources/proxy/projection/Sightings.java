package dev.cairn.sources.proxy.projection;

import dev.cairn.trail.Agent;
import dev.cairn.trail.Agent.Sighting;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Asks the known agents whose request it is. */
final class Sightings {
  private static final List<String> METADATA =
      List.of("metadata", "client_metadata", "prompt_cache_key");

  private final List<Agent> agents;

  Sightings(List<Agent> agents) {
    this.agents = List.copyOf(agents);
  }

  /**
   * An agent that said a request is its own.
   *
   * @param agent its name; null where no agent did
   * @param sighting what it tells
   */
  record Seen(@Nullable String agent, Sighting sighting) {
    static final Seen NOBODY = new Seen(null, new Sighting(null, null, null, false));
  }

  Seen of(JsonNode headers, JsonNode asked) {
    Agent.Request request = new Agent.Request(first(headers), metadata(asked));
    for (Agent agent : agents) {
      Optional<Sighting> sighting = agent.recognise(request);
      if (sighting.isPresent()) {
        return new Seen(agent.name(), sighting.get());
      }
    }
    return Seen.NOBODY;
  }

  private static Map<String, String> first(JsonNode headers) {
    Map<String, String> first = new HashMap<>();
    for (String name : headers.propertyNames()) {
      String value = ExchangeRow.header(headers, name);
      if (value != null) {
        first.put(name, value);
      }
    }
    return first;
  }

  private static Map<String, Object> metadata(JsonNode asked) {
    Map<String, Object> metadata = new HashMap<>();
    for (String key : METADATA) {
      JsonNode value = asked.path(key);
      if (!value.isMissingNode() && !value.isNull()) {
        metadata.put(key, Json.plain(value));
      }
    }
    return metadata;
  }
}
