package dev.cairn.kernel;

import org.jspecify.annotations.Nullable;

/** The one exception of Cairn: a code, and a sentence that names the thing, the value, the rule. */
public final class CairnException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  public CairnException(ErrorCode code, String message) {
    this(code, message, null);
  }

  public CairnException(ErrorCode code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public ErrorCode code() {
    return code;
  }

  /** The sentence; never null. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
