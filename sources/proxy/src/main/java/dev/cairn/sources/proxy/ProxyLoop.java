package dev.cairn.sources.proxy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;

/**
 * What the requests of one event loop share.
 *
 * @param config the configuration
 * @param events what is open on the loop
 * @param clients the clients of the loop
 * @param recorder how they are recorded
 */
record ProxyLoop(ProxyConfig config, EventLoop events, UpstreamClients clients, Recorder recorder) {

  RequestOptions options(Upstream upstream, HttpMethod method, String target) {
    return new RequestOptions()
        .setMethod(method)
        .setHost(upstream.host())
        .setPort(upstream.port())
        .setSsl(upstream.secure())
        .setFollowRedirects(false)
        .setURI(upstream.target(target));
  }

  /** Lets an action wait until the recording has room. */
  void whenRoom(Runnable resume) {
    recorder.metrics().recordingPaused();
    events.whenRoom(recorder.buffer(), resume);
  }

  /** Answers in the proxy's own name. */
  void reply(HttpServerRequest client, ErrorReply error) {
    HttpServerResponse reply = client.response();
    if (reply.ended() || reply.closed()) {
      return;
    }
    reply.setStatusCode(error.status());
    error.headers().forEach(header -> reply.headers().add(header.getKey(), header.getValue()));
    reply.end(Buffer.buffer(error.body()));
    if (!client.isEnded()) {
      client.handler(_ -> {});
      client.endHandler(_ -> {});
      client.resume();
    }
  }
}
