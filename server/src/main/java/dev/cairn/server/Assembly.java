package dev.cairn.server;

import dev.cairn.api.Api;
import dev.cairn.http.EventLoops;
import dev.cairn.http.HttpConfig;
import dev.cairn.http.HttpListener;
import dev.cairn.kernel.Component;
import dev.cairn.kernel.HostPort;
import dev.cairn.kernel.Lifecycle;
import dev.cairn.kernel.Report;
import dev.cairn.lake.Lake;
import dev.cairn.lake.LakeFollower;
import dev.cairn.lake.LakeQuestions;
import dev.cairn.lake.QueryConfig;
import dev.cairn.sources.proxy.ProxyConfig;
import dev.cairn.sources.proxy.ProxySource;
import dev.cairn.trail.Follower;
import dev.cairn.trail.Journal;
import dev.cairn.trail.LakeMaintenance;
import dev.cairn.trail.Projector;
import dev.cairn.trail.Questions;
import dev.cairn.trail.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All parts of one configuration, wired by hand.
 *
 * <pre>
 * agents ─▶ proxy ─▶ journal ─▶ follower (projector, fold) ─▶ lake ─▶ questions ─▶ api ─▶ http
 * </pre>
 *
 * <p>A part gets what it hands on to, or reads from, in its constructor and starts after it. They
 * close the other way: first nothing new comes in, then the follower takes in what is durable.
 */
final class Assembly implements Component {
  private final Journal journal;
  private final Follower follower;
  private final LakeMaintenance maintenance;
  private final Slot<QueryConfig, LakeQuestions> questions;
  private final Optional<Listeners> listeners;
  private final Lifecycle lifecycle;
  private volatile boolean ready;

  /**
   * What the outside can reach.
   *
   * @param proxy where agents come in
   * @param http where everybody else does
   */
  private record Listeners(
      Slot<ProxyConfig, ProxySource> proxy, Slot<HttpConfig, HttpListener> http) {}

  /**
   * @param control what the API may ask of the server; without it nothing is listened to, nothing
   *     is recorded, and questions are answered about what was
   */
  Assembly(Wiring wiring, Optional<Control> control) {
    journal = wiring.journal();
    Lake lake = wiring.lake();
    questions = wiring.questions(lake);
    Projector projector = wiring.projector();
    LakeFollower lakeFollower = wiring.follower(lake, journal, projector, wiring.fold(projector));
    follower = lakeFollower;
    maintenance = wiring.care(lake, lakeFollower);
    List<Component> parts = new ArrayList<>(List.of(journal, lake, questions, follower));
    listeners = control.map(asked -> listeners(wiring, asked, parts));
    lifecycle = new Lifecycle(parts);
  }

  private Listeners listeners(Wiring wiring, Control control, List<Component> parts) {
    EventLoops loops = new EventLoops();
    Api api = new Api(wiring.api(control, questions(), journal, maintenance));
    Listeners made = new Listeners(wiring.proxy(loops, journal), wiring.http(loops, api));
    parts.addAll(List.of(loops, made.proxy, made.http, api));
    return made;
  }

  @Override
  public void start() {
    lifecycle.start();
    ready = true;
  }

  /** Whether everything has started, the follower too. */
  boolean isReady() {
    return ready;
  }

  /** Answers by whatever engine is in place when it is asked. */
  Questions questions() {
    return new CurrentQuestions(questions::orRefuse);
  }

  Journal journal() {
    return journal;
  }

  LakeMaintenance maintenance() {
    return maintenance;
  }

  boolean awaitCaughtUp(Duration atMost) {
    return follower.awaitCaughtUp(atMost);
  }

  Optional<HostPort> proxyAddress() {
    return listeners.flatMap(made -> made.proxy.current()).map(ProxySource::address);
  }

  Optional<HostPort> httpAddress() {
    return listeners.flatMap(made -> made.http.current()).map(HttpListener::address);
  }

  /** What each part says of itself, in the order in which data flows. */
  List<Report> reports() {
    List<Report> reports = new ArrayList<>();
    listeners.flatMap(made -> made.proxy.current()).map(Source::report).ifPresent(reports::add);
    reports.add(journal.report());
    reports.add(follower.report());
    return reports;
  }

  /** The names of the parts that another configuration with the same trail would change. */
  List<String> differences(Configuration next) {
    List<String> names = new ArrayList<>();
    if (questions.differs(Optional.of(next.query()))) {
      names.add("query");
    }
    if (listeners.filter(made -> made.proxy.differs(next.proxy())).isPresent()) {
      names.add("proxy");
    }
    if (listeners.filter(made -> made.http.differs(Optional.of(next.http()))).isPresent()) {
      names.add("http");
    }
    return names;
  }

  /**
   * Takes over what another configuration says of the proxy and of questions.
   *
   * @throws dev.cairn.kernel.CairnException when a part does not start with it; then the parts are
   *     as before
   */
  void become(Configuration next) {
    listeners.ifPresent(made -> made.proxy.become(next.proxy()));
    questions.become(Optional.of(next.query()));
  }

  /** Takes over what another configuration says of the listener. */
  void listen(HttpConfig next) {
    listeners.ifPresent(made -> made.http.become(Optional.of(next)));
  }

  @Override
  public void close() {
    ready = false;
    lifecycle.close();
  }
}
