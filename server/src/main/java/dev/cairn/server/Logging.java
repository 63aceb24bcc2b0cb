package dev.cairn.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.Layout;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.nio.charset.StandardCharsets;
import org.slf4j.LoggerFactory;

/**
 * Logging to standard error, set up in code: no file is looked for, so that starting stays fast.
 * Libraries are heard two levels later than Cairn itself.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_HIGH_PRIORITY)
public final class Logging extends ContextAwareBase implements Configurator {
  /** Called by Logback with the first logger that anybody asks for. */
  @Override
  public ExecutionStatus configure(LoggerContext context) {
    apply(context, LogConfig.DEFAULT);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  /** Logs so from now on. */
  public static void apply(LogConfig config) {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      apply(context, config);
    }
  }

  private static void apply(LoggerContext context, LogConfig config) {
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.detachAndStopAllAppenders();
    root.setLevel(ofLibraries(config.level()));
    context.getLogger("org.apache.iceberg").setLevel(ofIceberg(config.level()));
    context.getLogger("io.vertx.core.net.impl").setLevel(ofConnections(config.level()));
    context.getLogger("io.vertx.core.http.impl").setLevel(ofConnections(config.level()));
    context.getLogger("dev.cairn").setLevel(Level.toLevel(config.level().name()));
    root.addAppender(appender(context, config));
  }

  private static Level ofLibraries(LogConfig.Level level) {
    return switch (level) {
      case ERROR -> Level.ERROR;
      case WARN, INFO -> Level.WARN;
      case DEBUG -> Level.INFO;
      case TRACE -> Level.DEBUG;
    };
  }

  /** It warns of what only its programmers can mend. */
  private static Level ofIceberg(LogConfig.Level level) {
    Level others = ofLibraries(level);
    return others.isGreaterOrEqual(Level.WARN) ? Level.ERROR : others;
  }

  /** It calls an error what is only a client or an upstream that says nonsense. */
  private static Level ofConnections(LogConfig.Level level) {
    return level.compareTo(LogConfig.Level.DEBUG) >= 0 ? ofLibraries(level) : Level.OFF;
  }

  private static ConsoleAppender<ILoggingEvent> appender(LoggerContext context, LogConfig config) {
    Layout<ILoggingEvent> layout =
        switch (config.format()) {
          case TEXT -> new TextLayout(config.level().compareTo(LogConfig.Level.DEBUG) >= 0);
          case JSON -> new JsonLayout();
        };
    layout.setContext(context);
    layout.start();
    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    encoder.setContext(context);
    encoder.setCharset(StandardCharsets.UTF_8);
    encoder.setLayout(layout);
    encoder.start();
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setContext(context);
    appender.setTarget("System.err");
    appender.setEncoder(encoder);
    appender.start();
    return appender;
  }
}
