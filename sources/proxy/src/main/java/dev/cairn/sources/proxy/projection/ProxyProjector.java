package dev.cairn.sources.proxy.projection;

import dev.cairn.model.Row;
import dev.cairn.model.Signal;
import dev.cairn.trail.Agent;
import dev.cairn.trail.Projector;
import java.util.List;

/**
 * Makes rows of what the proxy recorded, or what Collectivus 3.1 did: one of {@code exchanges} for
 * each closed exchange, and those of {@code witnessed} for the messages that are new in it.
 */
public final class ProxyProjector implements Projector {
  private final ExchangeProjection projection;
  private final ProjectionLimits limits;
  private final ProjectionMetrics metrics;

  /**
   * @param agents the agents whose requests are recognised, asked in this order
   * @param defaults what records leave out
   * @param limits what a walk may hold in memory
   * @param metrics what is measured
   */
  public ProxyProjector(
      List<Agent> agents, Defaults defaults, ProjectionLimits limits, ProjectionMetrics metrics) {
    this.projection = new ExchangeProjection(new Sightings(agents), defaults, limits, metrics);
    this.limits = limits;
    this.metrics = metrics;
  }

  @Override
  public Signal signal() {
    return Signal.PROXY;
  }

  @Override
  public Projection begin() {
    return new ExchangeWalk(projection, limits, metrics);
  }

  @Override
  public List<Row> history(Row exchange) {
    return projection.history(exchange);
  }
}
