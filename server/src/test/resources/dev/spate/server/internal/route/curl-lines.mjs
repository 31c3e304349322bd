// Checks the command lines of the page, and that a shell reads back what was meant.
// usage: node curl-lines.mjs CURL_MODULE

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';

const { publishLine, subscribeLine } = await import(pathToFileURL(process.argv[2]));
const HUB = 'http://127.0.0.1:8080/events';

// The words that a shell hands to curl.
function words(line) {
  return execFileSync('sh', ['-c', `printf '%s\\0' ${line.replace(/^curl /, '')}`], { encoding: 'utf8' })
    .split('\0')
    .slice(0, -1);
}

function publication(fields) {
  return publishLine(HUB, { topic: 't', type: '', key: '', data: '', ...fields });
}

assert.equal(subscribeLine(HUB, ['*'], 'now'), `curl -N ${HUB}`);
assert.equal(subscribeLine(HUB, [], 'now'), `curl -N ${HUB}`);
assert.equal(subscribeLine(HUB, ['host/vmstat'], 'now'), `curl -N ${HUB}/host/vmstat`);
assert.equal(subscribeLine(HUB, ['*'], '-10'), `curl -N '${HUB}?start=-10'`);
assert.equal(subscribeLine(HUB, ['a', 'p/{x y}'], 'now'), `curl -N '${HUB}?topic=a&topic=p%2F%7Bx%20y%7D'`);
assert.deepEqual(words(subscribeLine(HUB, ['a'], 'now', "#e-'1")), ['-N', '-H', "Last-Event-ID: #e-'1", `${HUB}/a`]);

assert.equal(publication({ data: 'hello' }), `curl -d hello ${HUB}/t`);
assert.deepEqual(words(publication({ topic: 'a b/ü', type: 'x y', key: 'k&' })), [
  '-d',
  '',
  `${HUB}/a%20b/%C3%BC?event=x%20y&key=k%26`,
]);
for (const data of ['', "it's", '$HOME `id` \\ "x"', 'two\nlines', '{"a":[1]}', '-x', '😀']) {
  assert.deepEqual(words(publication({ data })), ['-d', data, `${HUB}/t`]);
}
assert.deepEqual(words(publication({ data: '@file' })), ['--data-raw', '@file', `${HUB}/t`]);
console.log('passed');
