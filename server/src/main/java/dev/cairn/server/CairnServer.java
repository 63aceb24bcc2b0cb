package dev.cairn.server;

import dev.cairn.agents.Agents;
import dev.cairn.api.Reloaded;
import dev.cairn.api.Status;
import dev.cairn.kernel.Component;
import dev.cairn.kernel.HostPort;
import dev.cairn.kernel.Lifecycle;
import dev.cairn.kernel.Problem;
import dev.cairn.kernel.Report;
import dev.cairn.model.Signal;
import dev.cairn.server.Configuration.Loaded;
import dev.cairn.trail.Agent;
import dev.cairn.trail.Journal;
import dev.cairn.trail.LakeMaintenance;
import dev.cairn.trail.Questions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;

/**
 * A whole Cairn as one component: it holds the data folder, runs the assembly of a configuration,
 * and takes over another one while it runs.
 */
public final class CairnServer implements Component {
  private final Configuration first;
  private final Instant began = Instant.now();
  private final Slot<Configuration, Assembly> assembly;
  private final Reloading reloading;
  private final Lifecycle lifecycle;

  /**
   * A server with all sources and listeners.
   *
   * @param configuration what it starts with
   * @param reload reads the configuration again
   */
  public static CairnServer full(Configuration configuration, Supplier<Loaded> reload) {
    return full(configuration, reload, Clock.systemUTC());
  }

  /**
   * The same in another time.
   *
   * @param clock what time it is for all that records and answers
   */
  static CairnServer full(Configuration configuration, Supplier<Loaded> reload, Clock clock) {
    return new CairnServer(configuration, reload, Optional.of(new Measurements()), clock);
  }

  /** One that holds the folder and answers questions, but neither listens nor records. */
  public static CairnServer offline(Configuration configuration) {
    Loaded same = new Loaded(Optional.of(configuration), List.of(), configuration.resolvedJson());
    return new CairnServer(configuration, () -> same, Optional.empty(), Clock.systemUTC());
  }

  /** One for the length of one agent's run, on whatever ports are free. */
  public static CairnServer ofOneRun(Configuration configuration) {
    Configuration free = configuration.onFreePorts();
    Loaded same = new Loaded(Optional.of(free), List.of(), free.resolvedJson());
    return full(free, () -> same);
  }

  /**
   * The agent that a command starts.
   *
   * @param program a name or a path
   */
  public static Agent agent(String program) {
    return Agents.launching(program);
  }

  private CairnServer(
      Configuration configuration,
      Supplier<Loaded> reload,
      Optional<Measurements> measurements,
      Clock clock) {
    first = configuration;
    Meters meters = measurements.map(m -> Meters.in(m.registry())).orElse(Meters.NONE);
    Optional<Control> control = measurements.map(ServerControl::new);
    assembly =
        new Slot<>(
            Optional.of(configuration),
            config -> new Assembly(new Wiring(config, meters, clock), control),
            (before, after) -> false);
    Presence presence =
        new Presence(configuration.home(), began, this::boundHttp, this::proxyAddress);
    reloading = new Reloading(configuration, reload, assembly, presence::start);
    List<Component> parts = new ArrayList<>();
    parts.add(new FolderLock(configuration.home()));
    measurements.ifPresent(parts::add);
    parts.add(assembly);
    parts.add(presence);
    lifecycle = new Lifecycle(parts);
  }

  @Override
  public void start() {
    Logging.apply(first.log());
    lifecycle.start();
  }

  /** Answers questions by whatever engine is in place when it is asked. */
  public Questions questions() {
    return new CurrentQuestions(() -> assembly.orRefuse().questions());
  }

  /** What a question may take that does not say so itself. */
  public Questions.Limits limits() {
    return reloading.now().query().limits();
  }

  /** The journal that is written now. */
  public Journal journal() {
    return assembly.orRefuse().journal();
  }

  /** The care of the lake that is written now. */
  public LakeMaintenance maintenance() {
    return assembly.orRefuse().maintenance();
  }

  /** Where agents reach the proxy; empty when it is off. */
  public Optional<HostPort> proxyAddress() {
    return assembly.current().flatMap(Assembly::proxyAddress);
  }

  /**
   * Where everything else answers.
   *
   * @throws IllegalStateException when nothing is listened to
   */
  public HostPort httpAddress() {
    return boundHttp().orElseThrow(() -> new IllegalStateException("nothing is listened to"));
  }

  private Optional<HostPort> boundHttp() {
    return assembly.current().flatMap(Assembly::httpAddress);
  }

  /** Lines that tell a person what runs and where. */
  public List<String> announcements() {
    Configuration now = reloading.now();
    List<String> lines = new ArrayList<>();
    proxyAddress()
        .ifPresent(address ->
            lines.add(
                "Proxy listens on %s, recording to %s/%s/%s/<UTC-date>.jsonl"
                    .formatted(address, now.recordings(), now.gatewayId(), Signal.PROXY)));
    boundHttp().ifPresent(address -> lines.add("API listens on http://" + address));
    return lines;
  }

  /** Reads the configuration again and restarts what it changes; returns when that is done. */
  public Reloaded reload() {
    return reloading.reload(Runnable::run);
  }

  /** How it is now. */
  public Status status() {
    Configuration now = reloading.now();
    List<Report> reports = assembly.orRefuse().reports();
    SequencedMap<String, HostPort> listening = new LinkedHashMap<>();
    proxyAddress().ifPresent(address -> listening.put("proxy", address));
    boundHttp().ifPresent(address -> listening.put("http", address));
    return new Status(
        Version.TEXT,
        Presence.pid(),
        began,
        Instant.now(),
        now.home(),
        now.gatewayId(),
        Configuration.WORKSPACE,
        now.machine(),
        listening,
        reports,
        warnings(now, reports));
  }

  private static List<String> warnings(Configuration now, List<Report> reports) {
    List<String> warnings = new ArrayList<>();
    reports.stream()
        .filter(report -> !report.healthy())
        .forEach(report -> warnings.add(report.part() + " needs attention: see its facts"));
    now.warnings().stream().map(Problem::toString).forEach(warnings::add);
    return warnings;
  }

  /**
   * Waits until all that was recorded before the call can be asked about.
   *
   * @return false when the time ran out before
   */
  public boolean awaitCaughtUp(Duration atMost) {
    return assembly.orRefuse().awaitCaughtUp(atMost);
  }

  @Override
  public void close() {
    lifecycle.close();
  }

  /** This server as the API sees it. */
  private final class ServerControl implements Control {
    private final Measurements measurements;

    ServerControl(Measurements measurements) {
      this.measurements = measurements;
    }

    @Override
    public Status status() {
      return CairnServer.this.status();
    }

    @Override
    public Questions.Limits limits() {
      return CairnServer.this.limits();
    }

    @Override
    public String resolvedJson() {
      return reloading.now().resolvedJson();
    }

    @Override
    public Reloaded reloadLater() {
      return reloading.reload(work -> Thread.ofVirtual().name("reload").start(work));
    }

    @Override
    public boolean isReady() {
      return assembly.current().filter(Assembly::isReady).isPresent();
    }

    @Override
    public String scrape() {
      return measurements.scrape();
    }
  }
}
