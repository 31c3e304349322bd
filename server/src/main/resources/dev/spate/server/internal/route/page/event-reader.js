// Keeps one stream open: fetches it, reads it, and comes back after the last event when it is cut.
//
// EventSource would need to be told every event type beforehand, and does not say why a server refused. So this reads
// the stream by fetch, by the same rules.

import { EventStreamParser } from './event-stream.js';

const HEARTBEAT_SECONDS = 15;
const SILENCE_MILLIS = 3 * HEARTBEAT_SECONDS * 1000;
const FIRST_RETRY_MILLIS = 2_000;
const LEAST_RETRY_MILLIS = 100;
const MOST_ADDED_MILLIS = 30_000;
const MOST_RETRY_AFTER_MILLIS = 300_000;
const BUSY = new Set([429, 502, 503, 504]);
const VISIBLE_ASCII = /^[!-~](?:[ -~]*[!-~])?$/;

export class EventReader {
  #onEvent;
  #onState;
  #attempt = null;

  // onEvent({type, data, lastEventId}); onState({kind, reason?, retryAt?}) with the kinds connecting, open, waiting,
  // failed (for good) and closed (by close()).
  constructor({ onEvent, onState }) {
    this.#onEvent = onEvent;
    this.#onState = onState;
  }

  // Ends the stream there may be, and begins this one.
  open(url) {
    this.#stop();
    const life = new AbortController();
    this.#attempt = life;
    this.#live(new Life(url, life.signal, this.#onEvent, (state) => life.signal.aborted || this.#onState(state)));
  }

  // Nothing is handed over after this.
  close() {
    this.#stop();
    this.#onState({ kind: 'closed' });
  }

  #stop() {
    this.#attempt?.abort();
    this.#attempt = null;
  }

  async #live(life) {
    while (!life.signal.aborted) {
      const retry = await life.connect();
      if (retry === null) {
        return;
      }
      life.say({ kind: 'waiting', reason: retry.reason, retryAt: Date.now() + retry.millis });
      await sleep(retry.millis, life.signal);
    }
  }
}

// One stream, from open to close, over all its connections.
class Life {
  #url;
  #parser;
  #retryMillis = FIRST_RETRY_MILLIS;
  #failures = 0;

  constructor(url, signal, onEvent, say) {
    this.#url = url;
    this.signal = signal;
    this.say = say;
    this.#parser = new EventStreamParser({
      onEvent: (event) => signal.aborted || onEvent(event),
      onRetry: (millis) => (this.#retryMillis = millis),
    });
  }

  // One connection. Returns why and in how many milliseconds to try again; null if never.
  async connect() {
    this.#failures++;
    this.say({ kind: 'connecting' });
    const connection = new AbortController();
    const end = () => connection.abort();
    this.signal.addEventListener('abort', end);
    try {
      return await this.#request(connection);
    } catch (failure) {
      if (failure instanceof RangeError) {
        this.say({ kind: 'failed', reason: failure.message });
        return null;
      }
      return this.#again('The hub cannot be reached');
    } finally {
      this.signal.removeEventListener('abort', end);
      connection.abort();
    }
  }

  async #request(connection) {
    const response = await fetch(this.#target(), {
      headers: this.#headers(),
      cache: 'no-store',
      signal: connection.signal,
    });
    const isStream = essence(response) === 'text/event-stream';
    if (response.status === 200 && isStream) {
      this.say({ kind: 'open' });
      return this.#read(response.body, connection);
    }
    const reason = response.status === 200 ? 'The answer is no event stream' : await problemOf(response);
    if (BUSY.has(response.status)) {
      return this.#again(reason, retryAfterMillis(response));
    }
    this.say({ kind: 'failed', reason });
    return null;
  }

  async #read(body, connection) {
    const reader = body.getReader();
    let heardAt = performance.now();
    let isSilent = false;
    const watch = setInterval(() => {
      isSilent = performance.now() - heardAt > SILENCE_MILLIS;
      if (isSilent) {
        connection.abort();
      }
    }, 1_000);
    this.#parser.reconnected();
    try {
      for (let read = await reader.read(); !read.done; read = await reader.read()) {
        heardAt = performance.now();
        this.#failures = 0;
        this.#parser.feed(read.value);
      }
      return this.#again('The stream has ended');
    } catch (failure) {
      if (failure instanceof RangeError) {
        throw failure;
      }
      return this.#again(isSilent ? 'The hub has fallen silent' : 'The connection broke');
    } finally {
      clearInterval(watch);
    }
  }

  #target() {
    const id = this.#parser.lastEventId;
    if (id === '' || VISIBLE_ASCII.test(id)) {
      return this.#url;
    }
    const target = new URL(this.#url);
    target.searchParams.set('last_event_id', id);
    return target;
  }

  #headers() {
    const headers = { Accept: 'text/event-stream', Prefer: 'status=true' };
    const id = this.#parser.lastEventId;
    return VISIBLE_ASCII.test(id) ? { ...headers, 'Last-Event-ID': id } : headers;
  }

  // What the hub asked for, and after failures in a row a random time more, whose bound doubles.
  #again(reason, askedMillis = 0) {
    const base = Math.max(askedMillis, this.#retryMillis, LEAST_RETRY_MILLIS);
    const bound = Math.min(MOST_ADDED_MILLIS, FIRST_RETRY_MILLIS * 2 ** Math.min(this.#failures - 1, 20));
    return { reason, millis: base + (this.#failures === 0 ? 0 : Math.random() * bound) };
  }
}

// The address of a stream of these topics.
export function streamUrl(hub, topics, start) {
  const url = new URL(hub);
  for (const topic of topics) {
    url.searchParams.append('topic', topic);
  }
  if (start !== 'now') {
    url.searchParams.set('start', start);
  }
  url.searchParams.set('heartbeat', String(HEARTBEAT_SECONDS));
  return url;
}

// A sentence about an answer that is no success: the detail of its problem document, where it has one.
export async function problemOf(response) {
  const text = await response.text().catch(() => '');
  try {
    const problem = JSON.parse(text);
    const sentence = problem.detail ?? problem.title;
    if (typeof sentence === 'string' && sentence !== '') {
      return sentence;
    }
  } catch {
    // Not JSON: the status has to do.
  }
  return `status: ${response.status} ${response.statusText}`.trim();
}

function essence(response) {
  return (response.headers.get('Content-Type') ?? '').split(';')[0].trim().toLowerCase();
}

function retryAfterMillis(response) {
  const value = response.headers.get('Retry-After') ?? '';
  return /^[0-9]+$/.test(value) ? Math.min(Number(value) * 1000, MOST_RETRY_AFTER_MILLIS) : 0;
}

function sleep(millis, signal) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, millis);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
