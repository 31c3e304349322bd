package dev.spate.hub.internal.log.file;
