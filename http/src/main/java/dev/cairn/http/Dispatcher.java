package dev.cairn.http;

import dev.cairn.kernel.CairnException;
import dev.cairn.kernel.ErrorCode;
import dev.cairn.kernel.Fault;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the handler of a call and turns its failures into answers. */
final class Dispatcher {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

  private final Router router;

  Dispatcher(Router router) {
    this.router = router;
  }

  /** Answers one call; never throws. */
  void serve(Call call, @Nullable String refusal) {
    try {
      if (refusal != null) {
        throw new CairnException(ErrorCode.FORBIDDEN, refusal);
      }
      handle(call);
      call.finish();
    } catch (CairnException refused) {
      refuse(call, refused);
    } catch (IOException | InterruptedException | ClientGone gone) {
      LOG.debug("{} {} was given up: {}", call.method(), call.path(), gone.getMessage());
      call.abort();
    } catch (Exception | Error defect) {
      fail(call, defect);
    }
  }

  private void handle(Call call) throws Exception {
    switch (router.find(call.method(), call.path())) {
      case Router.Match match -> {
        match.handler().handle(call.routed(match.segments()));
        if (!call.answer().hasBegun()) {
          throw new IllegalStateException("the handler gave no answer");
        }
      }
      case Router.Miss miss -> {
        if (!miss.allow().isEmpty()) {
          call.replyHeader("allow", miss.allow());
        }
        throw miss.reason();
      }
    }
  }

  private void refuse(Call call, CairnException refused) {
    if (refused.code().fault() == Fault.INTERNAL) {
      LOG.error("{} {} failed: {}", call.method(), call.path(), refused.getMessage(), refused);
    }
    answer(call, refused.code(), refused.getMessage());
  }

  private void fail(Call call, Throwable defect) {
    String id = UUID.randomUUID().toString().substring(0, 8);
    LOG.error("{} {} failed ({})", call.method(), call.path(), id, defect);
    answer(call, ErrorCode.INTERNAL, "an unexpected failure; the log tells more under " + id);
  }

  /** Tells the client, or breaks off an answer that has begun. */
  private static void answer(Call call, ErrorCode code, String message) {
    if (call.answer().hasBegun()) {
      call.abort();
      return;
    }
    JsonObject error = new JsonObject().put("code", code.name()).put("message", message);
    call.replyJson(code.httpStatus(), new JsonObject().put("error", error).encode());
  }
}
