// Reads an event stream (WHATWG HTML 9.2.5 and 9.2.6) from its bytes, as they come.
//
// The bytes may be cut anywhere, also inside a character or between CR and LF. An event is handed over with the byte
// that completes it. The last event id goes on from one connection to the next, as it does in EventSource.

const MAX_RETRY_MILLIS = 86_400_000;
const MAX_CHARS = 32 * 1024 * 1024;
const LINE_END = /[\r\n]/g;
const DIGITS = /^[0-9]+$/;

export class EventStreamParser {
  #receiver;
  #decoder = new TextDecoder();
  #line = '';
  #isAfterCr = false;
  #data = [];
  #chars = 0;
  #type = '';
  #id;
  #lastEventId;

  // receiver: { onEvent({type, data, lastEventId}), onRetry(millis), onComment(text) }; all but the first optional.
  constructor(receiver, lastEventId = '') {
    this.#receiver = receiver;
    this.#id = lastEventId;
    this.#lastEventId = lastEventId;
  }

  // The id to resume after; empty if there was none.
  get lastEventId() {
    return this.#lastEventId;
  }

  // Reads all of a Uint8Array. Throws a RangeError where an event or a line is too long to be kept.
  feed(bytes) {
    const text = this.#decoder.decode(bytes, { stream: true });
    let from = 0;
    if (this.#isAfterCr && text !== '') {
      this.#isAfterCr = false;
      from = text[0] === '\n' ? 1 : 0;
    }
    LINE_END.lastIndex = from;
    for (let end = LINE_END.exec(text); end !== null; end = LINE_END.exec(text)) {
      const line = this.#line + text.slice(from, end.index);
      this.#line = '';
      this.#endOfLine(line);
      from = end.index + 1;
      if (end[0] === '\r') {
        this.#isAfterCr = from === text.length;
        from += text[from] === '\n' ? 1 : 0;
      }
      LINE_END.lastIndex = from;
    }
    this.#line += text.slice(from);
    this.#check(this.#line.length);
  }

  // Begins a new connection: what is incomplete is dropped, and a byte order mark is expected again.
  reconnected() {
    this.#decoder = new TextDecoder();
    this.#line = '';
    this.#isAfterCr = false;
    this.#reset();
    this.#id = this.#lastEventId;
  }

  #endOfLine(line) {
    if (line === '') {
      this.#dispatch();
      return;
    }
    const colon = line.indexOf(':');
    if (colon === 0) {
      this.#receiver.onComment?.(valueOf(line, 0));
    } else if (colon < 0) {
      this.#field(line, '');
    } else {
      this.#field(line.slice(0, colon), valueOf(line, colon));
    }
  }

  #field(name, value) {
    switch (name) {
      case 'data':
        this.#chars += value.length + 1;
        this.#check(this.#chars);
        this.#data.push(value);
        break;
      case 'id':
        this.#id = value.includes('\0') ? this.#id : value;
        break;
      case 'event':
        this.#type = value;
        break;
      case 'retry':
        if (DIGITS.test(value)) {
          this.#receiver.onRetry?.(Math.min(Number(value), MAX_RETRY_MILLIS));
        }
        break;
    }
  }

  // The id is committed first, also by a block without data.
  #dispatch() {
    this.#lastEventId = this.#id;
    const event = { type: this.#type || 'message', data: this.#data.join('\n'), lastEventId: this.#lastEventId };
    const hasData = this.#data.length > 0;
    this.#reset();
    if (hasData) {
      this.#receiver.onEvent(event);
    }
  }

  #reset() {
    this.#data = [];
    this.#chars = 0;
    this.#type = '';
  }

  #check(chars) {
    if (chars > MAX_CHARS) {
      throw new RangeError(`event: ${chars} characters or more (expected: at most ${MAX_CHARS})`);
    }
  }
}

// One space after the colon is no part of the value.
function valueOf(line, colon) {
  return line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1);
}
