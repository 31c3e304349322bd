package dev.spate.bench.compare;

import java.nio.file.Path;

/// The configuration of an nginx with Nchan, tuned for what is measured: no logs of requests, connections kept for
/// ever, memory and history for every load. Thread-safe: immutable.
///
/// @param module the file of the module
/// @param directory where it may write
/// @param port where it listens, on the loopback
/// @param workers how many processes serve
/// @param isRoot whether it is started by root, and is to stay that: its files are root's
record NchanConfig(Path module, Path directory, int port, int workers, boolean isRoot) {
    /// The descriptors of a process: 10,000 subscribers and what else there is.
    private static final int DESCRIPTORS = 20_000;

    String text() {
        return """
            %sload_module %s;
            daemon off;
            worker_processes %d;
            worker_rlimit_nofile %d;
            pid %s/nginx.pid;
            error_log %s/error.log error;
            events {
              use epoll;
              worker_connections 12000;
            }
            http {
              access_log off;
              tcp_nodelay on;
              keepalive_requests 1000000000;
              keepalive_timeout 3600s;
              client_body_buffer_size 64k;
            %s
              nchan_shared_memory_size 256m;
              server {
                listen 127.0.0.1:%d backlog=4096%s;
                location ~ ^/pub/(.+)$ {
                  nchan_publisher;
                  nchan_channel_id $1;
                  nchan_message_buffer_length 2000;
                  nchan_message_timeout 10m;
                }
                location ~ ^/sub/(.+)$ {
                  nchan_subscriber eventsource;
                  nchan_channel_id $1;
                  nchan_subscriber_first_message newest;
                }
              }
            }
            """.formatted(
                        isRoot ? "user root;\n" : "",
                        module,
                        workers,
                        DESCRIPTORS,
                        directory,
                        directory,
                        temporaryPaths(),
                        port,
                        workers > 1 ? " reuseport" : "");
    }

    /// Where nginx would else write to directories of the system.
    private String temporaryPaths() {
        var paths = new StringBuilder();
        for (String what : new String[] {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"}) {
            paths.append("  ")
                    .append(what)
                    .append("_temp_path ")
                    .append(directory)
                    .append("/")
                    .append(what)
                    .append(";\n");
        }
        return paths.toString().stripTrailing();
    }
}
