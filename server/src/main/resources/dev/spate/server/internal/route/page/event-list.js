// The list of events: newest first, bounded, and changed once a frame however many events come.

const MAX_ROWS = 500;
const MAX_CHARS = 8 * 1024 * 1024;
const SHOWN_CHARS = 2_000;
const TIME = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
  hour12: false,
});

export class EventList {
  #list;
  #onChange;
  #pending = [];
  #frame = 0;
  #rowChars = [];
  #chars = 0;
  #isPaused = false;

  total = 0;
  gaps = 0;

  // onChange() is called after the list has changed, at most once a frame.
  constructor(list, onChange) {
    this.#list = list;
    this.#onChange = onChange;
  }

  get isPaused() {
    return this.#isPaused;
  }

  // How many events wait for the end of the pause, of those that can still be shown.
  get waiting() {
    return this.#pending.length;
  }

  // entry: { kind: 'event' | 'gap' | 'note', time: Date, type, id, data }
  add(entry) {
    this.total += entry.kind === 'event' ? 1 : 0;
    this.gaps += entry.kind === 'gap' ? 1 : 0;
    this.#pending.push(entry);
    if (this.#pending.length >= 2 * MAX_ROWS) {
      this.#pending.splice(0, this.#pending.length - MAX_ROWS);
    }
    this.#schedule();
  }

  pause() {
    this.#isPaused = true;
    this.#schedule();
  }

  resume() {
    this.#isPaused = false;
    this.#schedule();
  }

  clear() {
    this.total = 0;
    this.gaps = 0;
    this.#pending = [];
    this.#rowChars = [];
    this.#chars = 0;
    this.#list.replaceChildren();
    this.#schedule();
  }

  #schedule() {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#update();
    });
  }

  #update() {
    if (!this.#isPaused) {
      const entries = this.#pending.splice(0).slice(-MAX_ROWS);
      const rows = document.createDocumentFragment();
      for (const entry of entries) {
        rows.prepend(row(entry));
        this.#rowChars.push(entry.data.length);
        this.#chars += entry.data.length;
      }
      this.#list.prepend(rows);
      this.#trim();
    }
    this.#onChange();
  }

  #trim() {
    while (this.#rowChars.length > MAX_ROWS || (this.#chars > MAX_CHARS && this.#rowChars.length > 1)) {
      this.#chars -= this.#rowChars.shift();
      this.#list.lastElementChild.remove();
    }
  }
}

function row({ kind, time, type, id, data }) {
  const item = element('li', `row ${kind}`);
  const head = element('div', 'head');
  const clock = element('time', 'time', TIME.format(time));
  clock.dateTime = time.toISOString();
  head.append(clock);
  if (type !== '') {
    head.append(element('span', 'type', type));
  }
  if (id !== '') {
    head.append(element('code', 'id', id));
  }
  item.append(head, body(data));
  return item;
}

function body(data) {
  const text = element('pre', 'data', data.slice(0, SHOWN_CHARS));
  if (data.length <= SHOWN_CHARS) {
    return text;
  }
  const more = element('button', 'more', `Show all ${data.length.toLocaleString()} characters`);
  more.type = 'button';
  more.addEventListener('click', () => {
    text.textContent = data;
    more.remove();
  });
  const both = element('div', 'long');
  both.append(text, more);
  return both;
}

function element(name, className, text = '') {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}
