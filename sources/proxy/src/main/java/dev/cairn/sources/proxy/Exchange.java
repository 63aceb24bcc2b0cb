package dev.cairn.sources.proxy;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The recording of one request and its response, fed by the byte path and never in its way. Used on
 * one event loop.
 */
final class Exchange implements RecordQueue.Owner {
  private static final int REPEATED = 64 << 10;

  private final Recorder recorder;
  private final ExchangeRecords records;
  private final String id;
  private final long start = System.nanoTime();
  private final Opening opening;
  private final Checkpoint.@Nullable Epoch epoch;
  private final BodyCopy request;
  private @Nullable BodyCopy response;
  private @Nullable StreamEvents events;
  private RunContext context;
  private boolean silent;
  private boolean requestRecorded;
  private boolean closed;
  private int status;
  private long lost;

  Exchange(Recorder recorder, Opening opening) {
    this.recorder = recorder;
    this.opening = opening;
    this.id = recorder.newId();
    this.context = opening.context();
    this.epoch = recorder.checkpoint().enter();
    String session = recorder.sessions().matter() ? SessionId.ofHeaders(opening::header) : null;
    this.silent = session != null && recorder.sessions().isIgnored(session);
    this.records = new ExchangeRecords(recorder, id, opening);
    this.request = requestCopy(session);
    recorder.counters().opened.increment();
    recorder.metrics().exchangeOpened(opening.upstream());
  }

  private BodyCopy requestCopy(@Nullable String session) {
    // A session that is not to be recorded may be named only by the body: nothing may go before.
    boolean wait = session == null && recorder.sessions().someIgnored();
    long limit = recorder.limits().recordedBody();
    int held = wait ? (int) Math.min(limit, Integer.MAX_VALUE / 2) : RecordedBody.HELD;
    RecordedBody body = new RecordedBody(limit, held, new Room("request"));
    ByteSink sink = recorder.secrets().masking(body);
    return new BodyCopy(opening.header("content-encoding"), body, sink);
  }

  @Override
  public String id() {
    return id;
  }

  /** Bytes of the request passed. */
  void requestBytes(byte[] bytes) {
    if (!silent && !requestRecorded) {
      request.accept(bytes);
    }
  }

  /** The request was longer than what was given. */
  void requestCut() {
    request.body().broken();
  }

  /** The request is complete. */
  void requestComplete() {
    if (!silent && !requestRecorded) {
      request.end();
      recordRequest();
    }
  }

  private void recordRequest() {
    requestRecorded = true;
    lookUpSession();
    if (silent) {
      request.body().forget();
      return;
    }
    RecordedBody body = request.body();
    byte[] line = records.request(request, context);
    if (body.length() > REPEATED || body.chunked()) {
      body.forget();
    }
    offer(line, false);
  }

  private void lookUpSession() {
    if (!recorder.sessions().matter()) {
      return;
    }
    RecordedBody body = request.body();
    String session = body.chunked() ? null : SessionId.ofBody(body.bytes(), body.length());
    session = session == null ? SessionId.ofHeaders(opening::header) : session;
    silent = session != null && recorder.sessions().isIgnored(session);
    context = context.orElse(recorder.sessions().context(session));
  }

  /** The head of the response has come. */
  void responseHead(int code, Iterable<Map.Entry<String, String>> headers) {
    status = code;
    if (silent) {
      return;
    }
    records.responseHead(code, headers);
    RecordedBody body =
        new RecordedBody(recorder.limits().recordedBody(), RecordedBody.HELD, new Room("response"));
    String type = Opening.header(headers, "content-type");
    boolean stream = type != null && StreamEvents.isEventStream(type);
    ByteSink sink = stream ? streaming(body) : recorder.secrets().masking(body);
    response = new BodyCopy(Opening.header(headers, "content-encoding"), body, sink);
  }

  private ByteSink streaming(RecordedBody body) {
    StreamEvents stream = new StreamEvents(recorder.secrets(), this::event);
    events = stream;
    long limit = recorder.limits().recordedBody();
    return new ByteSink() {
      @Override
      public boolean accept(byte[] bytes, int from, int to) {
        body.count(to - from);
        return stream.accept(bytes, from, to) && body.decoded() <= limit;
      }

      @Override
      public void end() {
        stream.end();
      }
    };
  }

  /** Bytes of the response passed. */
  void responseBytes(byte[] bytes) {
    if (!silent && response != null) {
      response.accept(bytes);
    }
  }

  /** Bytes of the response passed that are recorded as events. */
  void responsePassed(int bytes) {
    if (response != null) {
      response.passed(bytes);
    }
  }

  /** An event of the stream, or a frame of a WebSocket. */
  void event(long nanos, String name, @Nullable String eventId, byte[] data, int length) {
    if (!silent) {
      beforeResponse();
      offer(records.event((nanos - start) / 1_000_000, name, eventId, data, length), false);
    }
  }

  /** A response began before its request was complete: the request is recorded as far as it is. */
  private void beforeResponse() {
    if (!requestRecorded) {
      requestComplete();
    }
  }

  /** Whether reading should pause until the journal has taken some of what is held. */
  boolean crowded() {
    return !silent && recorder.buffer().full();
  }

  /** Closes it; a second call does nothing. */
  void finish(@Nullable String error) {
    if (closed) {
      return;
    }
    closed = true;
    requestComplete();
    if (response != null) {
      response.end();
    }
    count();
    if (silent) {
      leave();
      return;
    }
    if (!offer(records.exchange(ending(error), true), true)) {
      offer(records.exchange(ending(error), false), true);
    }
    request.body().forget();
    if (response != null) {
      response.body().forget();
    }
  }

  private ExchangeRecords.Ending ending(@Nullable String error) {
    return new ExchangeRecords.Ending(
        millis(), request, response, events != null || opening.webSocket(), context, error, lost);
  }

  private void count() {
    long requestWire = request.wire();
    long responseWire = response == null ? 0 : response.wire();
    recorder.counters().closed.increment();
    recorder.counters().requestBytes.add(requestWire);
    recorder.counters().responseBytes.add(responseWire);
    recorder.metrics().bytes(requestWire, responseWire);
    recorder
        .metrics()
        .exchangeClosed(
            opening.upstream(), status, java.time.Duration.ofNanos(System.nanoTime() - start));
  }

  private long millis() {
    return (System.nanoTime() - start) / 1_000_000;
  }

  private boolean offer(byte[] line, boolean closing) {
    boolean taken = recorder.queue().offer(line, this, closing);
    lost += taken ? 0 : 1;
    return taken;
  }

  @Override
  public void durable() {
    (lost == 0 ? recorder.counters().recorded : recorder.counters().partial).increment();
    leave();
  }

  @Override
  public void lost() {
    lost++;
  }

  private void leave() {
    if (epoch != null) {
      epoch.leave();
    }
  }

  /** The room that a body of this exchange takes. */
  private final class Room implements RecordedBody.Chunks {
    private final String of;
    private int sequence;

    private Room(String of) {
      this.of = of;
    }

    @Override
    public void chunk(byte[] bytes, int from, int to) {
      if (of.equals("response")) {
        beforeResponse();
      }
      if (!silent) {
        offer(records.chunk(of, sequence++, bytes, from, to), false);
      }
    }

    @Override
    public void lost() {
      Exchange.this.lost();
      recorder.queue().lost(Exchange.this, RecordQueue.FULL);
    }

    @Override
    public boolean reserve(int bytes) {
      return recorder.buffer().reserve(bytes, false);
    }

    @Override
    public void release(int bytes) {
      recorder.buffer().release(bytes);
    }

    @Override
    public boolean crowded() {
      return recorder.buffer().crowded();
    }
  }
}
