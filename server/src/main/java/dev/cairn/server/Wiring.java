package dev.cairn.server;

import dev.cairn.agents.Agents;
import dev.cairn.api.Api;
import dev.cairn.conversation.ConversationFold;
import dev.cairn.http.EventLoops;
import dev.cairn.http.HttpConfig;
import dev.cairn.http.HttpListener;
import dev.cairn.journal.FileJournal;
import dev.cairn.lake.Lake;
import dev.cairn.lake.LakeFollower;
import dev.cairn.lake.LakeQuestions;
import dev.cairn.lake.QueryConfig;
import dev.cairn.sources.proxy.Identity;
import dev.cairn.sources.proxy.ProxyConfig;
import dev.cairn.sources.proxy.ProxySource;
import dev.cairn.sources.proxy.projection.Defaults;
import dev.cairn.sources.proxy.projection.ProxyProjector;
import dev.cairn.trail.Fold;
import dev.cairn.trail.Journal;
import dev.cairn.trail.LakeMaintenance;
import dev.cairn.trail.Projector;
import dev.cairn.trail.Questions;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Makes each part from what it needs; {@link Assembly} says what goes where.
 *
 * @param configuration of all parts
 * @param meters what they tell their measurements to
 * @param clock what time it is for all of them
 */
record Wiring(Configuration configuration, Meters meters, Clock clock) {
  Journal journal() {
    return new FileJournal(
        configuration.journal(),
        configuration.recordings(),
        configuration.gatewayId(),
        clock,
        meters.journal());
  }

  Projector projector() {
    Defaults defaults = new Defaults(Configuration.WORKSPACE, configuration.machine());
    return new ProxyProjector(
        Agents.all(), defaults, configuration.projection(), meters.projection());
  }

  Fold fold(Projector projector) {
    return new ConversationFold(List.of(projector), configuration.fold(), meters.fold());
  }

  Lake lake() {
    return new Lake(configuration.lake(), clock, meters.lake());
  }

  LakeFollower follower(Lake lake, Journal journal, Projector projector, Fold fold) {
    return new LakeFollower(lake, journal, List.of(projector), fold, clock, meters.lake());
  }

  LakeCare care(Lake lake, LakeFollower follower) {
    return new LakeCare(lake, follower, configuration.recordings(), configuration.gatewayId());
  }

  /** The engine that answers; two would share one folder of temporary files. */
  Slot<QueryConfig, LakeQuestions> questions(Lake lake) {
    Path dir = configuration.lake().dir();
    return new Slot<>(
        Optional.of(configuration.query()),
        config ->
            new LakeQuestions(lake, config, List.of(dir), dir.resolve("questions"), meters.query()),
        (before, after) -> false);
  }

  /**
   * The proxy. Two must never run on one journal, even at different addresses: at its start it
   * closes the exchanges that it finds open.
   */
  Slot<ProxyConfig, ProxySource> proxy(EventLoops loops, Journal journal) {
    Identity identity = new Identity(Configuration.WORKSPACE, configuration.machine());
    return new Slot<>(
        configuration.proxy(),
        config ->
            new ProxySource(
                config,
                loops,
                journal,
                configuration.home().resolve("positions"),
                identity,
                clock,
                meters.proxy()),
        (before, after) -> false);
  }

  /** The listener for everything else; one at another address is bound before the old one goes. */
  Slot<HttpConfig, HttpListener> http(EventLoops loops, Api api) {
    return new Slot<>(
        Optional.of(configuration.http()),
        config -> new HttpListener(loops, config, api.routes(), meters.http()),
        (before, after) -> !before.listen().equals(after.listen()));
  }

  /** What the API speaks for. */
  Api.Parts api(
      Control control, Questions questions, Journal journal, LakeMaintenance maintenance) {
    return new Api.Parts(
        Version.TEXT,
        questions,
        control::limits,
        journal,
        maintenance,
        control::status,
        control::resolvedJson,
        control::reloadLater,
        control::isReady,
        control::scrape);
  }
}
