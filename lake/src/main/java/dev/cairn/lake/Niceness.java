package dev.cairn.lake;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the lake's threads give way to the byte path: Linux keeps a priority for each thread, and
 * threads that a thread starts inherit it, DuckDB's too.
 */
final class Niceness {
  private static final Logger LOG = LoggerFactory.getLogger(Niceness.class);
  private static final int THIS_THREAD = 0;
  private static final int PRIO_PROCESS = 0;
  private static final int LESS = 10;

  private Niceness() {}

  /** Lowers the priority of the calling thread; does nothing where that is not known to work. */
  static void lower() {
    if (!System.getProperty("os.name").equals("Linux")) {
      return;
    }
    try {
      int result = (int) setpriority().invokeExact(PRIO_PROCESS, THIS_THREAD, LESS);
      if (result != 0) {
        LOG.debug("setpriority answered {}", result);
      }
    } catch (Throwable failure) {
      LOG.debug("the lake runs at the common priority: {}", failure.toString());
    }
  }

  private static MethodHandle setpriority() {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow("setpriority"),
        FunctionDescriptor.of(
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT));
  }

  /** A thread of the lake that gives way. */
  static Thread thread(String name, Runnable work) {
    return Thread.ofPlatform()
        .name(name)
        .daemon()
        .unstarted(() -> {
          lower();
          work.run();
        });
  }
}
