// The page: what the controls do.

import { publishLine, subscribeLine } from './curl.js';
import { EventList } from './event-list.js';
import { EventReader, problemOf, streamUrl } from './event-reader.js';

const REMEMBERED = ['topics', 'start', 'hub', 'publish-topic', 'publish-type', 'publish-key', 'publish-data'];
const SIGNALS = 'spate.';
const COPIED_MILLIS = 1_500;
const PHONE = matchMedia('(max-width: 60rem)');

const $ = (id) => document.getElementById(id);
const list = new EventList($('list'), showCount);
const reader = new EventReader({ onEvent: show, onState: showState });
let lastEventId = '';
let isWanted = false;
let connectedTo = '';
let countdown = 0;

recall();
$('subscribe').addEventListener('submit', (submission) => {
  submission.preventDefault();
  if (isWanted && address() === connectedTo) {
    disconnect();
  } else {
    connect();
  }
});
$('publish').addEventListener('submit', (submission) => {
  submission.preventDefault();
  publish();
});
for (const [field, form] of [['publish-data', 'publish'], ['topics', 'subscribe']]) {
  $(field).addEventListener('keydown', (key) => {
    if (key.key === 'Enter' && (key.ctrlKey || key.metaKey)) {
      $(form).requestSubmit();
    }
  });
}
$('pause').addEventListener('click', () => (list.isPaused ? list.resume() : list.pause()));
$('clear').addEventListener('click', () => list.clear());
for (const id of REMEMBERED) {
  $(id).addEventListener('input', () => {
    remember();
    showConnect();
    showCurl();
  });
}
for (const button of document.querySelectorAll('button.copy')) {
  button.addEventListener('click', () => copy(button));
}
for (const card of [$('publish-card'), $('curl-card')]) {
  card.open = !PHONE.matches;
}
showCurl();
connect();

function connect() {
  connectedTo = address();
  if (connectedTo === '') {
    reader.close();
    showState({ kind: 'failed', reason: 'hub: a path of this server is expected, such as /events' });
    return;
  }
  isWanted = true;
  lastEventId = '';
  reader.open(connectedTo);
  showCurl();
}

function disconnect() {
  isWanted = false;
  reader.close();
}

// The address of the stream that the fields describe; empty where they describe none.
function address() {
  const hub = hubUrl();
  return hub === null ? '' : streamUrl(hub, topics(), $('start').value).href;
}

// The hub's address; null where the field holds none of this server.
function hubUrl() {
  try {
    const url = new URL($('hub').value.trim(), location.origin);
    return url.origin === location.origin ? url.origin + url.pathname.replace(/\/$/, '') : null;
  } catch {
    return null;
  }
}

function topics() {
  return $('topics').value.split('\n').map((line) => line.trim()).filter((line) => line !== '');
}

function show({ type, data, lastEventId: id }) {
  const isNewId = id !== lastEventId;
  lastEventId = id;
  const entry = { kind: 'event', time: new Date(), type, id, data };
  if (!type.startsWith(SIGNALS)) {
    list.add(entry);
    return;
  }
  const note = sentenceOf(type, data);
  if (note !== '') {
    list.add({ ...entry, kind: type === 'spate.gap' ? 'gap' : 'note', type: '', data: note });
  } else if (isNewId) {
    showCurl();
  }
}

// What a signal means, for people; empty for those that only move the last event id.
function sentenceOf(type, data) {
  const said = parsed(data);
  switch (type) {
    case 'spate.gap': {
      const events = typeof said.missed === 'number' ? `${said.missed.toLocaleString()} events` : 'Events';
      return `${events} are missing here (${said.reason ?? 'no reason given'})`;
    }
    case 'spate.close':
      return `The hub ends the stream: ${said.reason ?? 'no reason given'}`;
    case 'spate.position':
      return '';
    default:
      return `${type} ${data}`;
  }
}

function parsed(json) {
  try {
    return Object(JSON.parse(json));
  } catch {
    return {};
  }
}

function showState({ kind, reason = '', retryAt = 0 }) {
  clearInterval(countdown);
  $('state').dataset.kind = kind;
  isWanted = isWanted && kind !== 'failed' && kind !== 'closed';
  showConnect();
  if (kind === 'waiting') {
    // Said once; the seconds that follow are not for those who listen.
    const text = () => `${reason}. Again in ${Math.max(0, Math.ceil((retryAt - Date.now()) / 1000))} s`;
    $('state-text').textContent = text();
    $('state').setAttribute('aria-live', 'off');
    countdown = setInterval(() => ($('state-text').textContent = text()), 1_000);
    return;
  }
  $('state').setAttribute('aria-live', 'polite');
  $('state-text').textContent = {
    connecting: 'Connecting',
    open: 'Connected',
    failed: `Refused: ${reason}`,
    closed: 'Not connected',
  }[kind];
}

function showConnect() {
  const isChanged = address() !== connectedTo;
  $('connect').classList.toggle('primary', !isWanted || isChanged);
  $('connect').textContent = !isWanted ? 'Connect' : isChanged ? 'Connect with these changes' : 'Disconnect';
}

function showCount() {
  const counts = [counted(list.total, 'event'), counted(list.gaps, 'gap')].filter((count) => count !== '');
  $('count').textContent = counts.join(', ') || 'none yet';
  // A flood may carry the row of a gap away before anybody has seen it: the count stays.
  $('count').classList.toggle('warn', list.gaps > 0);
  $('empty').hidden = $('list').childElementCount > 0 || list.waiting > 0;
  $('pause').setAttribute('aria-pressed', String(list.isPaused));
  const waiting = list.waiting === 0 ? '' : ` (${list.waiting.toLocaleString()} new)`;
  $('pause').textContent = list.isPaused ? `Go on${waiting}` : 'Pause';
  showCurl();
}

function counted(count, noun) {
  return count === 0 ? '' : `${count.toLocaleString()} ${noun}${count === 1 ? '' : 's'}`;
}

async function publish() {
  const answer = $('answer');
  const { topic, type, key, data } = publication();
  const hub = hubUrl();
  answer.dataset.kind = 'pending';
  answer.textContent = 'Publishing';
  try {
    const response = await fetch(hub ?? '', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ topics: [topic], data, ...(type && { event: type }), ...(key && { key }) }),
    });
    answer.dataset.kind = response.ok ? 'done' : 'failed';
    answer.textContent = response.ok ? `Published as ${(await response.json()).id}` : await problemOf(response);
  } catch {
    answer.dataset.kind = 'failed';
    answer.textContent = 'The hub cannot be reached';
  }
}

function publication() {
  return {
    topic: $('publish-topic').value,
    type: $('publish-type').value,
    key: $('publish-key').value,
    data: $('publish-data').value,
  };
}

function showCurl() {
  const hub = hubUrl() ?? `${location.origin}/events`;
  const { topic, ...rest } = publication();
  write($('curl-subscribe'), subscribeLine(hub, topics(), $('start').value));
  write($('curl-publish'), publishLine(hub, { ...rest, topic: topic || 'news' }));
  write($('curl-resume'), subscribeLine(hub, topics(), 'now', lastEventId));
  $('curl-resume-line').hidden = lastEventId === '';
}

// Leaves a text alone that is right already: a person may be selecting it.
function write(target, text) {
  if (target.textContent !== text) {
    target.textContent = text;
  }
}

async function copy(button) {
  const of = $(button.dataset.of);
  try {
    await navigator.clipboard.writeText(of.textContent);
    button.textContent = 'Copied';
  } catch {
    // Without a secure context there is no clipboard: the line is selected, to be copied by hand.
    getSelection().selectAllChildren(of);
    button.textContent = 'Selected';
  }
  setTimeout(() => (button.textContent = 'Copy'), COPIED_MILLIS);
}

function remember() {
  try {
    localStorage.setItem('spate', JSON.stringify(Object.fromEntries(REMEMBERED.map((id) => [id, $(id).value]))));
  } catch {
    // Storage may be off or full: the page works without.
  }
}

function recall() {
  let kept = {};
  try {
    kept = Object(JSON.parse(localStorage.getItem('spate')));
  } catch {
    // As above, or somebody else's text.
  }
  const asked = new URLSearchParams(location.search);
  const given = { hub: asked.get('hub'), topics: asked.getAll('topic').join('\n') };
  for (const id of REMEMBERED) {
    const value = given[id] || kept[id];
    if (typeof value === 'string') {
      $(id).value = value;
    }
  }
  if ($('start').selectedIndex < 0) {
    $('start').selectedIndex = 0;
  }
}
