package dev.spate.client;

import java.net.http.HttpHeaders;

/// The head of an answer, and what it carries. Thread-safe: immutable.
record Response(int status, HttpHeaders headers, Body body) {}
