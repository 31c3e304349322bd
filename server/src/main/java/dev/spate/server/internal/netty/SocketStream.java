package dev.spate.server.internal.netty;

import dev.spate.hub.Admission;
import dev.spate.hub.Block;
import dev.spate.hub.EventSink;
import dev.spate.hub.Framing;
import dev.spate.hub.Subscription;
import io.netty.channel.IoEvent;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoEvent;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An event stream on a bare socket: no channel, no pipeline, no buffer of its own. A delivery is one system call on
/// bytes that all streams of the loop share, and an idle stream is little more than this object. What the client
/// sends is thrown away, and read only to see that it goes.
///
/// ```
/// write ─▶ unsent ── flush: send ──▶ everything left: writable
///                        │
///                        └─▶ the socket is full: not writable; epoll is asked to tell, and what is left is sent then
/// ```
///
/// Owner: the connection's event loop.
final class SocketStream implements EpollIoHandle, EventSink {
    private static final Logger LOG = LoggerFactory.getLogger(SocketStream.class);
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final EpollIoOps INPUT = EpollIoOps.EPOLLIN.with(EpollIoOps.EPOLLRDHUP);
    private static final EpollIoOps INPUT_AND_OUTPUT = INPUT.with(EpollIoOps.EPOLLOUT);
    /// EPOLLERR and EPOLLHUP: the connection is broken, or both sides are closed.
    private static final int BROKEN = 0x008 | 0x010;

    private final Socket socket;
    private final NettyLoop loop;
    private final Framing framing;
    private final ConnectionGate.Ticket ticket;
    private final UnsentBlocks unsent = new UnsentBlocks();
    private @Nullable IoRegistration registration;
    private @Nullable Subscription subscription;
    private int ignoredBytes;
    private boolean isFull;
    private boolean isClosing;
    private boolean isGone;

    /// @param fd an open socket that does not block and that nobody else uses any more; it is closed here
    SocketStream(int fd, NettyLoop loop, Framing framing, ConnectionGate.Ticket ticket) {
        this.socket = new Socket(fd);
        this.loop = loop;
        this.framing = framing;
        this.ticket = ticket;
    }

    /// Sends the head and begins the subscription.
    ///
    /// @param head the head of the answer, as it is sent
    void begin(byte[] head, Admission admission) {
        writeOwn(head);
        loop.register(this).addListener(done -> {
            if (done.isSuccess()) {
                begin((IoRegistration) done.getNow(), admission);
            } else {
                LOG.warn("stream failed: fd={}", socket.intValue(), done.cause());
                end();
            }
        });
    }

    private void begin(IoRegistration registered, Admission admission) {
        registration = registered;
        registered.submit(INPUT);
        try {
            subscription = admission.attach(this, loop);
            flush();
        } catch (RuntimeException e) {
            LOG.warn("stream failed: fd={}", socket.intValue(), e);
            end();
        }
        if (isGone && subscription != null) {
            subscription.onSinkClosed();
        }
    }

    @Override
    public Framing framing() {
        return framing;
    }

    @Override
    public void write(Block block) {
        if (!isGone) {
            unsent.add(block);
        }
    }

    @Override
    public void flush() {
        if (!isFull && !isGone) {
            send();
        }
    }

    @Override
    public boolean isWritable() {
        return !isFull && !isGone;
    }

    @Override
    public long pendingBytes() {
        return unsent.bytes();
    }

    /// Ends the stream in good order. The loop calls this too, on what is left when it ends: then there is nobody to
    /// wait for what does not leave at once.
    @Override
    public void close() {
        if (registration != null && !registration.isValid()) {
            end();
            return;
        }
        if (framing == Framing.CHUNKED) {
            writeOwn(LAST_CHUNK);
        }
        isClosing = true;
        flush();
        closeUnlessMoving(Long.MAX_VALUE);
    }

    /// What has not been acknowledged is not worth the kernel's memory: the client is told by a reset.
    @Override
    public void abort() {
        if (isGone) {
            return;
        }
        try {
            socket.setSoLinger(0);
        } catch (IOException e) {
            LOG.debug("stream broke: fd={}", socket.intValue(), e);
        }
        end();
    }

    @Override
    public FileDescriptor fd() {
        return socket;
    }

    @Override
    public void handle(IoRegistration from, IoEvent event) {
        int ops = ((EpollIoEvent) event).ops().value();
        if ((ops & BROKEN) != 0) {
            end();
            return;
        }
        if ((ops & EpollIoOps.EPOLLOUT.value()) != 0 && isFull) {
            send();
        }
        if ((ops & INPUT.value()) != 0 && !isGone) {
            ignoreInput();
        }
    }

    @Override
    public void registered() {}

    @Override
    public void unregistered() {}

    private void writeOwn(byte[] bytes) {
        var block = new Block(bytes, bytes.length, _ -> {});
        write(block);
        block.release();
    }

    private void send() {
        boolean wasFull = isFull;
        try {
            isFull = !unsent.sendTo(socket, loop);
        } catch (IOException e) {
            LOG.debug("stream broke: fd={}", socket.intValue(), e);
            end();
            return;
        }
        if (isFull != wasFull && registration != null) {
            registration.submit(isFull ? INPUT_AND_OUTPUT : INPUT);
        }
        if (isClosing && !isFull) {
            end();
        } else if (wasFull && !isFull && subscription != null) {
            subscription.onWritable();
        }
    }

    /// Reads once: epoll tells again while there is more.
    private void ignoreInput() {
        try {
            int count = loop.readAndForget(socket);
            ignoredBytes += Math.max(0, count);
            if (count < 0 || ignoredBytes > loop.shared().limits().maxIgnoredBytes()) {
                end();
            }
        } catch (IOException e) {
            LOG.debug("stream broke: fd={}", socket.intValue(), e);
            end();
        }
    }

    /// After the end has been written, whoever does not take what is left of the stream is cut off.
    private void closeUnlessMoving(long lastPending) {
        long pending = pendingBytes();
        if (isGone) {
            return;
        }
        if (pending >= lastPending) {
            abort();
        } else {
            loop.after(loop.shared().limits().lingerTimeout(), () -> closeUnlessMoving(pending));
        }
    }

    /// Closes the socket and tells the hub. Does nothing the second time.
    private void end() {
        if (isGone) {
            return;
        }
        isGone = true;
        unsent.clear();
        if (registration != null) {
            registration.cancel();
        }
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("stream broke: fd={}", socket.intValue(), e);
        }
        ticket.leave();
        LOG.debug("stream ended: fd={}", socket.intValue());
        if (subscription != null) {
            subscription.onSinkClosed();
        }
    }
}
