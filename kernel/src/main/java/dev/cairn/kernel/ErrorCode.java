package dev.cairn.kernel;

/** Every way in which Cairn fails, under a name that never changes. */
public enum ErrorCode {
  /** A configuration cannot be read or breaks a rule. */
  CONFIG_INVALID(Fault.CALLER),
  /** A command or a request is not of the form it must have. */
  USAGE(Fault.CALLER),
  /** A question is not one read-only statement over the datasets. */
  SQL_REFUSED(Fault.CALLER),
  /** A question is in order but the engine could not run it. */
  SQL_FAILED(Fault.CALLER),
  /** A question ran longer than it may. */
  SQL_TIMEOUT(Fault.EXHAUSTED),
  /** A question needed more memory than it may take. */
  SQL_MEMORY(Fault.EXHAUSTED),
  /** What was asked for does not exist. */
  NOT_FOUND(Fault.ABSENT),
  /** The method is not one that the address answers to. */
  METHOD_NOT_ALLOWED(Fault.CALLER),
  /** The caller is not who may do this. */
  FORBIDDEN(Fault.DENIED),
  /** A body is larger than it may be. */
  TOO_LARGE(Fault.CALLER),
  /** Another process holds the data folder. */
  ALREADY_RUNNING(Fault.CALLER),
  /** No server answers where one was expected. */
  NOT_RUNNING(Fault.UPSTREAM),
  /** An address to listen on is taken. */
  ADDRESS_IN_USE(Fault.CALLER),
  /** The journal takes nothing at the moment. */
  JOURNAL_UNAVAILABLE(Fault.EXHAUSTED),
  /** The upstream cannot be reached or broke off. */
  UPSTREAM_FAILED(Fault.UPSTREAM),
  /** The upstream did not answer in time. */
  UPSTREAM_TIMEOUT(Fault.UPSTREAM),
  /** A file or folder cannot be read or written. */
  STORAGE_FAILED(Fault.INTERNAL),
  /** A defect. */
  INTERNAL(Fault.INTERNAL);

  private final Fault fault;

  ErrorCode(Fault fault) {
    this.fault = fault;
  }

  public Fault fault() {
    return fault;
  }

  /** The HTTP status that says the same (RFC 9110). */
  public int httpStatus() {
    return switch (this) {
      case METHOD_NOT_ALLOWED -> 405;
      case TOO_LARGE -> 413;
      case JOURNAL_UNAVAILABLE -> 503;
      case UPSTREAM_TIMEOUT -> 504;
      default ->
          switch (fault) {
            case CALLER -> 400;
            case ABSENT -> 404;
            case DENIED -> 403;
            case EXHAUSTED -> 429;
            case UPSTREAM -> 502;
            case INTERNAL -> 500;
          };
    };
  }

  /** The exit code of a command that failed so: 1, or 2 for wrong usage. */
  public int exitCode() {
    return this == USAGE ? 2 : 1;
  }
}
