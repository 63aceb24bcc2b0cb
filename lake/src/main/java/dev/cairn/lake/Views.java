package dev.cairn.lake;

import dev.cairn.model.Dataset;
import dev.cairn.model.Datasets;
import dev.cairn.trail.Questions;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Every table that can be asked for. */
final class Views {
  private final Map<String, View> views = new LinkedHashMap<>();

  Views() {
    for (Dataset dataset : Datasets.ALL) {
      add(new DatasetView(dataset));
    }
    add(new UsageView());
    add(new ProxyMessagesView());
  }

  private void add(View view) {
    views.put(view.table().name(), view);
  }

  Set<String> names() {
    return Collections.unmodifiableSet(views.keySet());
  }

  List<Questions.Table> catalog() {
    return views.values().stream().map(View::table).toList();
  }

  /** One of the {@link #names()}. */
  View named(String name) {
    return Objects.requireNonNull(views.get(name));
  }
}
