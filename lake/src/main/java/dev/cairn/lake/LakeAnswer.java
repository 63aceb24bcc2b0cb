package dev.cairn.lake;

import dev.cairn.kernel.CairnException;
import dev.cairn.trail.Questions;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Rows of a statement that runs while they are read. */
final class LakeAnswer implements Questions.Answer {
  private final ReentrantLock lock = new ReentrantLock();
  private final RunningQuestion running;
  private final long most;
  private long given;
  private boolean ended;
  private boolean cut;
  private boolean expired;

  /**
   * @param running owned from now on
   * @param most how many rows are given
   */
  LakeAnswer(RunningQuestion running, long most) {
    this.running = running;
    this.most = most;
  }

  @Override
  public List<Questions.AnswerColumn> columns() {
    return running.columns();
  }

  @Override
  public @Nullable List<@Nullable Object> next() {
    lock.lock();
    try {
      if (expired) {
        throw running.overtime();
      }
      if (ended) {
        return null;
      }
      List<@Nullable Object> row = running.next();
      if (row == null || given == most) {
        cut = row != null;
        end();
        return null;
      }
      given++;
      return row;
    } catch (CairnException e) {
      end();
      throw e;
    } finally {
      lock.unlock();
    }
  }

  private void end() {
    if (!ended) {
      ended = true;
      running.close(given, cut);
    }
  }

  @Override
  public boolean cut() {
    lock.lock();
    try {
      return cut;
    } finally {
      lock.unlock();
    }
  }

  /** Takes back what an answer holds that nobody has read or closed in time. */
  void expire() {
    lock.lock();
    try {
      expired = !ended;
      end();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      end();
    } finally {
      lock.unlock();
    }
  }
}
