// The command lines that do what the page does.

const SAFE_WORD = /^[A-Za-z0-9_\/:.,@%+=-]+$/;
const EXACT_TOPIC_IN_PATH = /^[A-Za-z0-9_.~-]+(?:\/[A-Za-z0-9_.~-]+)*$/;

export function subscribeLine(hub, topics, start, lastEventId = '') {
  const parameters = new URLSearchParams();
  const path = topics.length === 1 && EXACT_TOPIC_IN_PATH.test(topics[0]) ? `/${topics[0]}` : '';
  const isEverything = topics.length === 0 || (topics.length === 1 && topics[0] === '*');
  if (path === '' && !isEverything) {
    topics.forEach((topic) => parameters.append('topic', topic));
  }
  if (lastEventId === '' && start !== 'now') {
    parameters.set('start', start);
  }
  const header = lastEventId === '' ? [] : ['-H', quoted(`Last-Event-ID: ${lastEventId}`)];
  return ['curl', '-N', ...header, quoted(address(hub + path, parameters))].join(' ');
}

export function publishLine(hub, { topic, type, key, data }) {
  const parameters = new URLSearchParams();
  if (type !== '') {
    parameters.set('event', type);
  }
  if (key !== '') {
    parameters.set('key', key);
  }
  const path = `/${topic.split('/').map(encodeURIComponent).join('/')}`;
  // curl takes data that begins with @ for the name of a file.
  const flag = data.startsWith('@') ? '--data-raw' : '-d';
  return ['curl', flag, quoted(data), quoted(address(hub + path, parameters))].join(' ');
}

function address(url, parameters) {
  const query = parameters.toString().replaceAll('+', '%20');
  return query === '' ? url : `${url}?${query}`;
}

// A word of a POSIX shell.
function quoted(text) {
  return SAFE_WORD.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
