package dev.cairn.conversation;

import dev.cairn.model.Dataset;
import dev.cairn.model.Datasets;
import dev.cairn.model.Row;
import dev.cairn.trail.Fold;
import java.util.List;
import java.util.Map;

/** A fold over a lake of lists, and the talk that feeds it. */
final class FoldBench {
  final SampleProjector projector = new SampleProjector();
  final SampleLake lake = new SampleLake();
  final CountingMetrics metrics = new CountingMetrics();
  final Talk talk = Talk.with(projector);
  private ConversationFold fold;

  /** What the last batch changed. */
  Fold.Folded last = new Fold.Folded(List.of(), Map.of());

  FoldBench() {
    this(FoldConfig.DEFAULT);
  }

  FoldBench(FoldConfig limits) {
    fold = new ConversationFold(List.of(projector), limits, metrics);
  }

  /** Folds what was said since the last call. */
  FoldBench fold() {
    return fold(talk.take());
  }

  FoldBench fold(List<Row> batch) {
    last = fold.fold(batch, lake);
    lake.keep(batch, last);
    return this;
  }

  /** A new process with other limits over the same lake. */
  FoldBench restart(FoldConfig limits) {
    fold = new ConversationFold(List.of(projector), limits, metrics);
    return this;
  }

  /** The cells of a column of all live rows, in the order of time. */
  List<Object> column(Dataset dataset, String column) {
    return lake.ordered(dataset).stream()
        .map(row -> (Object) String.valueOf(row.value(column)))
        .toList();
  }

  List<Object> texts() {
    return column(Datasets.MESSAGES, "content_text");
  }

  Row session() {
    return lake.ordered(Datasets.SESSIONS).getFirst();
  }

  /** The only live message with this text. */
  Row message(String text) {
    List<Row> found =
        lake.ordered(Datasets.MESSAGES).stream()
            .filter(row -> text.equals(row.text("content_text")))
            .toList();
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " messages say " + text);
    }
    return found.getFirst();
  }
}
