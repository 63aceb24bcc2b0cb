package dev.cairn.cli;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Standard output; a command ends when nobody reads it any more. */
final class PipeOutput extends OutputStream {
  private final FileOutputStream out;

  PipeOutput(FileOutputStream out) {
    this.out = out;
  }

  /** Nobody reads the output any more; a writer would swallow an IOException. */
  static final class Closed extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What a shell says of a program that ended so: 128 and the signal's number. */
    static final int EXIT_CODE = 141;

    Closed(IOException cause) {
      super(cause);
    }
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      throw new Closed(e);
    }
  }
}
