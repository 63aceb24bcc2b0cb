package dev.cairn.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LayoutsTest {
  private final LoggerContext context = new LoggerContext();

  @Test
  void text_event_isOneLineWithItsCauses() {
    assertThat(new TextLayout(false).doLayout(event()))
        .matches(
            "[0-9-]{10} [0-9:.]{12} WARN  journal: a\\\\nb"
                + " \\[IllegalStateException: late; because of Exception: disk]\n");
  }

  @Test
  void text_stacksWanted_followTheLine() {
    assertThat(new TextLayout(true).doLayout(event()))
        .contains("journal: a\\nb\njava.lang.IllegalStateException: late\n\tat ");
  }

  @Test
  void json_event_isOneObjectOnALine() {
    String line = new JsonLayout().doLayout(event());
    JsonNode json = JsonMapper.shared().readTree(line);

    assertThat(line.lines()).hasSize(1);
    assertThat(json.path("level").asString()).isEqualTo("WARN");
    assertThat(json.path("message").asString()).isEqualTo("a\nb");
    assertThat(json.path("stack").asString()).contains("late").contains("disk");
  }

  private ILoggingEvent event() {
    Logger logger = context.getLogger("dev.cairn.journal.Segment");
    Exception thrown = new IllegalStateException("late", new Exception("disk"));
    LoggingEvent event = new LoggingEvent("x", logger, Level.WARN, "a\nb", thrown, new Object[0]);
    event.setInstant(Instant.now());
    return event;
  }
}
