package dev.cairn.server;

import dev.cairn.conversation.FoldConfig;
import dev.cairn.http.HttpConfig;
import dev.cairn.journal.JournalConfig;
import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.Problem;
import dev.cairn.kernel.Section;
import dev.cairn.lake.LakeConfig;
import dev.cairn.lake.QueryConfig;
import dev.cairn.server.Configuration.Loaded;
import dev.cairn.sources.proxy.ProxyConfig;
import dev.cairn.sources.proxy.projection.ProjectionLimits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Reads one configuration: its text, its sections, and everything that is wrong with them. */
final class ConfigReader {
  private static final int VERSION = 1;

  private final Path home;
  private final Map<String, String> environment;
  private final List<Problem> problems = new ArrayList<>();

  ConfigReader(Path home, Map<String, String> environment) {
    this.home = home;
    this.environment = environment;
  }

  Loaded load(ConfigLocation where) {
    try {
      return check(
          ConfigText.read(home, where, environment)
              .map(ConfigJson::parse)
              .orElseGet(ConfigReader::withoutFile));
    } catch (CairnException e) {
      return new Loaded(Optional.empty(), List.of(new Problem("", e.getMessage(), false)), "{}");
    }
  }

  /** Where nothing is said, all sources are on. */
  private static Map<String, Object> withoutFile() {
    return Map.of("version", VERSION, "proxy", Map.of());
  }

  private Loaded check(Map<String, Object> values) {
    Map<String, Object> sections = new LinkedHashMap<>(values);
    version(sections.remove("version"));
    Section root = Section.root(sections, problems);
    String gatewayId = gatewayId(root);
    boolean proxied = root.has("proxy");
    Section proxySection = root.section("proxy");
    ProjectionLimits projection = ProjectionLimits.from(proxySection.section("projection"));
    ProxyConfig proxy = ProxyConfig.from(proxySection, OutboundEnvironment.read(environment));
    HttpConfig http = HttpConfig.from(root.section("http"));
    warnOfOpenDoor(http);
    Path recordings = recordings(root.section("sink"));
    JournalConfig journal = JournalConfig.from(root.section("journal"));
    FoldConfig fold = FoldConfig.from(root.section("fold"));
    LakeConfig lake = LakeConfig.from(root.section("lake"), home.resolve("lake"));
    QueryConfig query = QueryConfig.from(root.section("query"));
    LogConfig log = LogConfig.from(root.section("log"));
    LaterSections.read(root);
    root.finish();
    List<Problem> shown = problems.stream().map(Secrets::masked).toList();
    Configuration read =
        new Configuration(
            home,
            gatewayId,
            LocalNames.machine(),
            recordings,
            proxied ? Optional.of(proxy) : Optional.empty(),
            http,
            journal,
            projection,
            fold,
            lake,
            query,
            log,
            shown,
            resolved(root.resolved(), gatewayId, proxied, recordings, lake));
    boolean sound = shown.stream().allMatch(Problem::warning);
    return new Loaded(sound ? Optional.of(read) : Optional.empty(), shown, read.resolvedJson());
  }

  private void version(@Nullable Object given) {
    if (given == null) {
      wrongVersion("is missing: a configuration requires \"version\": " + VERSION);
    } else if (!(given instanceof Number number) || number.doubleValue() != VERSION) {
      wrongVersion("unsupported version " + given + ": it must be " + VERSION);
    }
  }

  private void wrongVersion(String what) {
    problems.add(new Problem("version", what, false));
  }

  private void warnOfOpenDoor(HttpConfig http) {
    if (!http.listen().isLoopback()) {
      problems.add(
          new Problem(
              "http.listen",
              http.listen()
                  + " may be reached from other machines: whoever reaches it reads all that was"
                  + " recorded",
              true));
    }
  }

  private static String gatewayId(Section root) {
    String given =
        root.optionalText(
            "gateway_id",
            text -> LocalNames.GATEWAY_ID.matcher(text).matches(),
            "1 to 128 letters, digits or ._+@- that begin with a letter or a digit");
    return given == null ? LocalNames.gatewayId() : given;
  }

  private Path recordings(Section sink) {
    sink.choice("type", "file", List.of("file"));
    String dir = sink.optionalText("dir");
    sink.finish();
    return dir == null ? home.resolve("recordings") : Path.of(dir).toAbsolutePath().normalize();
  }

  /** What was read, with what depends on the machine in the form of a file. */
  private static String resolved(
      SequencedMap<String, Object> read,
      String gatewayId,
      boolean proxied,
      Path recordings,
      LakeConfig lake) {
    SequencedMap<String, Object> whole = new LinkedHashMap<>();
    whole.put("version", VERSION);
    whole.put("gateway_id", gatewayId);
    whole.putAll(read);
    whole.put("sink", with(Map.of("type", "file"), "dir", recordings.toString()));
    SequencedMap<String, Object> ofLake = with(read.get("lake"), "dir", lake.dir().toString());
    whole.put("lake", with(ofLake, "compact_at", lake.compactAt().toString()));
    if (!proxied) {
      whole.remove("proxy");
    }
    return ConfigJson.pretty(Objects.requireNonNull(Secrets.masked(whole)));
  }

  /** A section with one more key, which always stands last. */
  private static SequencedMap<String, Object> with(
      @Nullable Object section, String key, Object value) {
    SequencedMap<String, Object> more = new LinkedHashMap<>();
    if (section instanceof Map<?, ?> map) {
      map.forEach((name, item) -> more.put(String.valueOf(name), item));
    }
    more.putLast(key, value);
    return more;
  }
}
