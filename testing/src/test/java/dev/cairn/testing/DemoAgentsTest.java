package dev.cairn.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DemoAgentsTest {
  @Test
  void play_againstItsScript_endsEverySessionAsWritten() throws Exception {
    try (Staged staged = new Staged(Scripts.demo())) {
      long start = System.nanoTime();
      int complete = new DemoAgents(staged.model.baseUrl(), "one").play();
      assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
      assertThat(complete).isEqualTo(DemoSessions.all().size()).isEqualTo(6);
      List<Sent> sent = staged.model.sent();
      int replies =
          DemoSessions.all().stream()
              .flatMap(session -> session.prompts().stream())
              .mapToInt(prompt -> prompt.exchanges().size())
              .sum();
      assertThat(sent).filteredOn(each -> each.status() == 200).hasSize(replies);
      assertThat(sent).filteredOn(each -> each.status() == 529).hasSize(1);
      assertThat(sent)
          .extracting(Sent::text)
          .contains("Fair winds.", "maintenance/buoy", "Committed as \"Wait for the motor\".");
    }
  }

  @Test
  void play_nobodyThere_givesUpQuietly() throws Exception {
    assertThat(new DemoAgents("http://127.0.0.1:1", "two").play()).isZero();
  }
}
