package dev.cairn.server;

import dev.cairn.agents.Agents;
import dev.cairn.api.Api;
import dev.cairn.conversation.ConversationFold;
import dev.cairn.conversation.FoldConfig;
import dev.cairn.http.EventLoops;
import dev.cairn.http.HttpConfig;
import dev.cairn.http.HttpListener;
import dev.cairn.journal.FileJournal;
import dev.cairn.kernel.Component;
import dev.cairn.kernel.HostPort;
import dev.cairn.kernel.Lifecycle;
import dev.cairn.kernel.Report;
import dev.cairn.lake.Lake;
import dev.cairn.lake.LakeFollower;
import dev.cairn.lake.LakeQuestions;
import dev.cairn.lake.QueryConfig;
import dev.cairn.sources.proxy.Identity;
import dev.cairn.sources.proxy.ProxyConfig;
import dev.cairn.sources.proxy.ProxySource;
import dev.cairn.sources.proxy.projection.Defaults;
import dev.cairn.sources.proxy.projection.ProjectionLimits;
import dev.cairn.sources.proxy.projection.ProxyProjector;
import dev.cairn.trail.Follower;
import dev.cairn.trail.Journal;
import dev.cairn.trail.LakeMaintenance;
import dev.cairn.trail.Projector;
import dev.cairn.trail.Questions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * All parts of one configuration, wired by hand.
 *
 * <pre>
 * agents ─▶ proxy ─▶ journal ─▶ follower (projector, fold) ─▶ lake ─▶ questions ─▶ api ─▶ http
 * </pre>
 *
 * <p>They start from the middle outwards, each after what it hands on to or reads from, and close
 * the other way: first nothing new comes in, then what came in is made durable and followed.
 */
final class Assembly implements Component {
  private final Journal journal;
  private final Follower follower;
  private final LakeMaintenance maintenance;
  private final Slot<QueryConfig, LakeQuestions> questions;
  private final Slot<ProxyConfig, ProxySource> proxy;
  private final Slot<HttpConfig, HttpListener> http;
  private final Lifecycle lifecycle;
  private volatile boolean started;

  /** Records and answers, with all listeners. */
  static Assembly serving(Configuration configuration, Meters meters, Control control) {
    return new Assembly(configuration, meters, Optional.of(control));
  }

  /** Answers questions about what was recorded; listens nowhere. */
  static Assembly answering(Configuration configuration) {
    return new Assembly(configuration, Meters.NONE, Optional.empty());
  }

  private Assembly(Configuration configuration, Meters meters, Optional<Control> control) {
    Clock clock = Clock.systemUTC();
    String machine = configuration.machine();
    journal =
        new FileJournal(
            configuration.journal(),
            configuration.recordings(),
            configuration.gatewayId(),
            clock,
            meters.journal());
    Projector projector =
        new ProxyProjector(
            Agents.all(),
            new Defaults(Configuration.WORKSPACE, machine),
            ProjectionLimits.DEFAULT,
            meters.projection());
    var fold = new ConversationFold(List.of(projector), FoldConfig.DEFAULT, meters.fold());
    Lake lake = new Lake(configuration.lake(), clock, meters.lake());
    LakeFollower lakeFollower =
        new LakeFollower(lake, journal, List.of(projector), fold, clock, meters.lake());
    follower = lakeFollower;
    maintenance =
        new LakeCare(
            lake, lakeFollower, configuration.recordings(), configuration.gatewayId());
    questions =
        new Slot<>(
            Optional.of(configuration.query()),
            config -> new LakeQuestions(lake, config, meters.query()),
            (_, _) -> true);
    Slot<String, EventLoops> loops =
        new Slot<>(control.map(_ -> "all"), _ -> new EventLoops(), (_, _) -> false);
    proxy =
        new Slot<>(
            control.flatMap(_ -> configuration.proxy()),
            config ->
                new ProxySource(
                    loops.current().orElseThrow(),
                    config,
                    journal,
                    new Identity(Configuration.WORKSPACE, machine),
                    meters.proxy()),
            (before, after) -> !before.listen().equals(after.listen()));
    Optional<Api> api = control.map(asked -> new Api(parts(configuration, asked)));
    http =
        new Slot<>(
            api.map(_ -> configuration.http()),
            config ->
                new HttpListener(
                    loops.current().orElseThrow(),
                    config,
                    api.orElseThrow().routes(),
                    meters.http()),
            (before, after) -> !before.listen().equals(after.listen()));
    List<Component> parts =
        new ArrayList<>(List.of(journal, lake, questions, follower, loops, proxy, http));
    api.ifPresent(parts::add);
    lifecycle = new Lifecycle(parts);
  }
}
