package dev.cairn.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.model.Row;
import dev.cairn.model.Signal;
import dev.cairn.trail.Projector;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A projector that was told what each request repeats, in place of reading its body. */
final class SampleProjector implements Projector {
  private final Map<String, Supplier<List<Row>>> histories = new HashMap<>();
  private long asked;

  void put(String exchangeId, Supplier<List<Row>> history) {
    histories.put(exchangeId, history);
  }

  /** How many histories were read. */
  long asked() {
    return asked;
  }

  @Override
  public Signal signal() {
    return Signal.PROXY;
  }

  @Override
  public Projection begin() {
    throw new UnsupportedOperationException("the fold reads no records");
  }

  @Override
  public List<Row> history(Row exchange) {
    asked++;
    assertThat(exchange.text("request_body")).as("the fold must give the whole row").isNotNull();
    return histories.getOrDefault(exchange.text("exchange_id"), List::of).get();
  }
}
