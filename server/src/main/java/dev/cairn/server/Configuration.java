package dev.cairn.server;

import dev.cairn.conversation.FoldConfig;
import dev.cairn.http.HttpConfig;
import dev.cairn.journal.JournalConfig;
import dev.cairn.kernel.HostPort;
import dev.cairn.kernel.Problem;
import dev.cairn.lake.LakeConfig;
import dev.cairn.lake.QueryConfig;
import dev.cairn.sources.proxy.ProxyConfig;
import dev.cairn.sources.proxy.Upstream;
import dev.cairn.sources.proxy.projection.ProjectionLimits;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that a configuration can say, checked and with all defaults filled in.
 *
 * @param home the data folder, absolute
 * @param gatewayId under which name this machine records
 * @param machine the name of the host
 * @param recordings the folder of the journal, absolute
 * @param proxy how the proxy behaves; empty when it is off
 * @param http how everything else over HTTP behaves
 * @param journal how records are kept
 * @param projection what making rows of records may hold
 * @param fold what making messages of rows may hold
 * @param lake how tables are kept
 * @param query what questions may take
 * @param log what is logged
 * @param warnings what a person should know of it
 * @param resolvedJson all of it as a file could say it, secrets masked
 */
public record Configuration(
    Path home,
    String gatewayId,
    String machine,
    Path recordings,
    Optional<ProxyConfig> proxy,
    HttpConfig http,
    JournalConfig journal,
    ProjectionLimits projection,
    FoldConfig fold,
    LakeConfig lake,
    QueryConfig query,
    LogConfig log,
    List<Problem> warnings,
    String resolvedJson) {
  /** The workspace of everything that is recorded here. */
  public static final String WORKSPACE = "local";

  public Configuration {
    warnings = List.copyOf(warnings);
  }

  /**
   * A configuration that was looked for.
   *
   * @param configuration empty when a problem forbids to start
   * @param problems all that was found, warnings too
   * @param resolvedJson what holds, all defaults filled in and secrets masked, indented
   */
  public record Loaded(
      Optional<Configuration> configuration, List<Problem> problems, String resolvedJson) {
    public Loaded {
      problems = List.copyOf(problems);
    }
  }

  /**
   * Reads and checks a configuration; what is wrong with it is in the answer.
   *
   * @param home the data folder
   * @param where to read
   * @param environment the variables of this process
   */
  public static Loaded load(Path home, ConfigLocation where, Map<String, String> environment) {
    return new ConfigReader(home.toAbsolutePath().normalize(), environment).load(where);
  }

  /** The data folder that the environment names: {@code CAIRN_HOME}, else {@code ~/.cairn}. */
  public static Path home(Map<String, String> environment) {
    String named = environment.get("CAIRN_HOME");
    return named == null || named.isBlank()
        ? Path.of(System.getProperty("user.home"), ".cairn")
        : Path.of(named).toAbsolutePath().normalize();
  }

  /** The same with everything logged that helps to find a mistake. */
  public Configuration debug() {
    LogConfig debug = new LogConfig(LogConfig.Level.DEBUG, log.format());
    return new Configuration(
        home,
        gatewayId,
        machine,
        recordings,
        proxy,
        http,
        journal,
        projection,
        fold,
        lake,
        query,
        debug,
        warnings,
        resolvedJson);
  }

  /** The same with one upstream for everything. */
  Configuration before(Upstream upstream) {
    ProxyConfig base = proxy.orElse(ProxyConfig.DEFAULT);
    return with(Optional.of(base.to(List.of(upstream))), http);
  }

  /** The same on any free ports of this machine. */
  Configuration onFreePorts() {
    HostPort free = new HostPort("127.0.0.1", 0);
    return with(proxy.map(config -> config.at(free)), http.at(free));
  }

  private Configuration with(Optional<ProxyConfig> otherProxy, HttpConfig otherHttp) {
    return new Configuration(
        home,
        gatewayId,
        machine,
        recordings,
        otherProxy,
        otherHttp,
        journal,
        projection,
        fold,
        lake,
        query,
        log,
        warnings,
        resolvedJson);
  }

  /** Whether everything that records and answers would be made in the same way. */
  boolean sameTrail(Configuration other) {
    return gatewayId.equals(other.gatewayId)
        && recordings.equals(other.recordings)
        && journal.equals(other.journal)
        && projection.equals(other.projection)
        && fold.equals(other.fold)
        && lake.equals(other.lake);
  }
}
