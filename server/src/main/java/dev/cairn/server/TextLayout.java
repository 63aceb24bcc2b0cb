package dev.cairn.server;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** One line of words for each event: time, level, room, message, and why it came to it. */
final class TextLayout extends LayoutBase<ILoggingEvent> {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

  private final boolean stacks;

  /**
   * @param stacks whether the stack of an exception is shown too
   */
  TextLayout(boolean stacks) {
    this.stacks = stacks;
  }

  @Override
  public String doLayout(ILoggingEvent event) {
    StringBuilder line = new StringBuilder(160);
    TIME.formatTo(event.getInstant(), line);
    line.append(' ').append("%-5s".formatted(event.getLevel())).append(' ');
    line.append(room(event.getLoggerName())).append(": ");
    line.append(oneLine(event.getFormattedMessage()));
    IThrowableProxy thrown = event.getThrowableProxy();
    if (thrown != null && !stacks) {
      appendCauses(line, thrown);
    }
    line.append('\n');
    if (thrown != null && stacks) {
      line.append(ThrowableProxyUtil.asString(thrown));
    }
    return line.toString();
  }

  /** {@code journal} of {@code dev.cairn.journal.Segment}; other loggers keep their names. */
  private static String room(String logger) {
    String prefix = "dev.cairn.";
    int end = logger.lastIndexOf('.');
    return logger.startsWith(prefix) && end > prefix.length()
        ? logger.substring(prefix.length(), end)
        : logger;
  }

  private static void appendCauses(StringBuilder line, IThrowableProxy thrown) {
    String separator = " [";
    for (IThrowableProxy cause = thrown; cause != null; cause = cause.getCause()) {
      String name = cause.getClassName();
      line.append(separator).append(name.substring(name.lastIndexOf('.') + 1));
      line.append(": ").append(oneLine(String.valueOf(cause.getMessage())));
      separator = "; because of ";
    }
    line.append(']');
  }

  private static String oneLine(String text) {
    return text.replace("\r", "").replace("\n", "\\n");
  }
}
