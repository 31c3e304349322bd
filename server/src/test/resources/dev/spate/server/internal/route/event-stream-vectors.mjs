// Feeds every vector of a directory to the page's parser: whole, byte by byte, split at every point, and step by step.
// usage: node event-stream-vectors.mjs PARSER_MODULE VECTOR_DIRECTORY

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [parserModule, directory] = process.argv.slice(2);
const { EventStreamParser } = await import(pathToFileURL(parserModule));

class Recording {
  events = [];
  comments = [];
  retry = [];

  onEvent(event) {
    this.events.push(event);
  }

  onComment(text) {
    this.comments.push(text);
  }

  onRetry(millis) {
    this.retry.push(millis);
  }
}

function bytesOf({ input, inputHex }) {
  return inputHex === undefined
    ? new TextEncoder().encode(input)
    : Uint8Array.from(inputHex.split(' ').filter((hex) => hex !== ''), (hex) => Number.parseInt(hex, 16));
}

function inputsOf(vector) {
  if (vector.connections !== undefined) {
    return vector.connections.map(bytesOf);
  }
  if (vector.steps !== undefined) {
    return [Uint8Array.from(vector.steps.flatMap((step) => [...bytesOf(step)]))];
  }
  return [bytesOf(vector)];
}

function checkFed(vector, feed) {
  const recording = new Recording();
  const parser = new EventStreamParser(recording, vector.resumeAfter ?? '');
  inputsOf(vector).forEach((input, index) => {
    feed(parser, input);
    parser.reconnected();
    if (vector.connections !== undefined) {
      assert.equal(parser.lastEventId, vector.connections[index].lastEventId);
    }
  });
  assert.deepEqual(
    { ...recording, lastEventId: parser.lastEventId },
    {
      events: vector.expect.events ?? [],
      comments: vector.expect.comments ?? [],
      retry: vector.expect.retry ?? [],
      lastEventId: vector.expect.lastEventId,
    },
  );
}

function checkSteps(vector) {
  const recording = new Recording();
  const parser = new EventStreamParser(recording);
  for (const step of vector.steps) {
    parser.feed(bytesOf(step));
    for (const [kind, count] of Object.entries(step.after)) {
      assert.equal(recording[kind].length, count, kind);
    }
  }
}

function check(vector) {
  checkFed(vector, (parser, input) => parser.feed(input));
  checkFed(vector, (parser, input) => input.forEach((_, at) => parser.feed(input.subarray(at, at + 1))));
  const longest = Math.max(...inputsOf(vector).map((input) => input.length));
  for (let point = 0; point <= longest; point++) {
    checkFed(vector, (parser, input) => {
      parser.feed(input.subarray(0, point));
      parser.feed(input.subarray(point));
    });
  }
  if (vector.steps !== undefined) {
    checkSteps(vector);
  }
}

let passed = 0;
let failed = 0;
for (const file of readdirSync(directory).filter((name) => name.endsWith('.json') && name !== 'encode.json')) {
  for (const vector of JSON.parse(readFileSync(join(directory, file), 'utf8')).vectors) {
    try {
      check(vector);
      passed++;
    } catch (failure) {
      failed++;
      console.log(`FAILED ${file}: ${vector.name} (${vector.clause})\n${failure.message}`);
    }
  }
}
console.log(`passed ${passed}, failed ${failed}`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
