package dev.cairn.conversation;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.model.Row;
import dev.cairn.trail.Fold;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The rows that live in the end depend on the rows that went in and on nothing else. */
class FoldOrderTest {
  private static final FoldConfig TIGHT = new FoldConfig(2, 400, 100_000);

  @Property(tries = 1500)
  void fold_anyOrderAnyBatchesAnyCrash_sameLiveRows(@ForAll long seed) {
    Random random = new Random(seed);
    SampleProjector projector = new SampleProjector();
    List<Row> rows = new ArrayList<>();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      rows.addAll(talk(random, new Talk(projector, "session-" + i)));
    }
    Set<Row> expected = folded(projector, List.of(rows), new Random(0));
    assertThat(expected).isNotEmpty();
    switch (random.nextInt(3)) {
      case 0 -> Collections.shuffle(rows, random);
      case 1 -> swapSome(rows, random);
      default -> {}
    }
    Set<Row> actual = folded(projector, cut(rows, random), random);
    assertThat(without(expected, actual)).as("missing").isEmpty();
    assertThat(without(actual, expected)).as("too many").isEmpty();
  }

  private static Set<Row> without(Set<Row> rows, Set<Row> others) {
    return rows.stream().filter(row -> !others.contains(row)).collect(toSet());
  }

  private static void swapSome(List<Row> rows, Random random) {
    for (int i = random.nextInt(4); i >= 0; i--) {
      Collections.swap(rows, random.nextInt(rows.size()), random.nextInt(rows.size()));
    }
  }

  private static List<List<Row>> cut(List<Row> rows, Random random) {
    List<List<Row>> batches = new ArrayList<>();
    int most = 1 + random.nextInt(20);
    for (int from = 0; from < rows.size(); ) {
      int to = Math.min(rows.size(), from + 1 + random.nextInt(most));
      batches.add(rows.subList(from, to));
      from = to;
    }
    return batches;
  }

  private static Set<Row> folded(
      SampleProjector projector, List<List<Row>> batches, Random random) {
    SampleLake lake = new SampleLake();
    Fold fold = new ConversationFold(List.of(projector), TIGHT);
    for (List<Row> batch : batches) {
      switch (random.nextInt(8)) {
        case 0 -> fold = new ConversationFold(List.of(projector), TIGHT);
        case 1 -> {
          fold.fold(batch, lake);
          fold.forget();
        }
        default -> {}
      }
      lake.keep(batch, fold.fold(batch, lake));
    }
    return lake.live();
  }

  private static List<Row> talk(Random random, Talk talk) {
    int replies = 0;
    int calls = 0;
    talk.person("hello");
    for (int step = 2 + random.nextInt(12); step > 0; step--) {
      String id = "msg-" + replies++;
      switch (random.nextInt(14)) {
        case 0, 1 -> talk.person("yes").reply(id, "OK");
        case 2 -> talk.person("do " + step).reply(id, "done " + step);
        case 3, 4 -> {
          String call = "call-" + calls++;
          talk.reply(id, "look", call).result(call, "found " + call);
        }
        case 5 -> talk.reply(id, "look", "call-" + calls++).person("never mind");
        case 6 -> talk.unseen("OK", null).person("yes");
        case 7 -> {
          String call = "call-" + calls++;
          talk.unseen("unseen", call).result(call, "found " + call);
        }
        case 8 -> talk.fails().person("<system-reminder>again</system-reminder>");
        case 9 -> talk.back(2).reply(id, "look", "call-0");
        case 10 -> talk.back(1 + random.nextInt(3)).person("yes");
        case 11 -> talk.goingOn(random.nextBoolean()).person("yes").reply(id, "OK");
        case 12 -> talk.compact("summary " + random.nextInt(2)).sidechain(random.nextBoolean());
        default -> talk.transcript().later(random.nextInt(3) - 1500L);
      }
    }
    return talk.reply("msg-last", "OK").rows();
  }
}
