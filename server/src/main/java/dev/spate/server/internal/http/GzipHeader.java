package dev.spate.server.internal.http;

/// Reads over the header of a gzip member (RFC 1952 §2.3), byte by byte.
///
/// ```
/// 1f 8b 08 FLG MTIME(4) XFL OS [FEXTRA: LEN(2) …] [FNAME: … 0] [FCOMMENT: … 0] [FHCRC: 2]
/// ```
///
/// Owner: the thread of its [GzipInput].
final class GzipHeader {
    private static final int FIXED_BYTES = 10;
    private static final int MAX_BYTES = 4_096;
    private static final int FHCRC = 2;
    private static final int FEXTRA = 4;
    private static final int FNAME = 8;
    private static final int FCOMMENT = 16;
    private static final int RESERVED = 0xe0;

    private int bytes;
    private int flags;
    private int extraLength;
    private int partBytes;

    boolean isAtStart() {
        return bytes == 0;
    }

    void restart() {
        bytes = 0;
        flags = 0;
        extraLength = 0;
        partBytes = 0;
    }

    /// @return whether the header ends with this byte
    boolean take(byte value) {
        int c = value & 0xff;
        bytes++;
        if (bytes > MAX_BYTES) {
            throw GzipInput.broken("a header of more than " + MAX_BYTES + " bytes");
        }
        if (bytes <= FIXED_BYTES) {
            takeFixed(c);
        } else if ((flags & FEXTRA) != 0) {
            takeExtra(c);
        } else if ((flags & FNAME) != 0) {
            takeText(c, FNAME);
        } else if ((flags & FCOMMENT) != 0) {
            takeText(c, FCOMMENT);
        } else {
            takeCrc();
        }
        return bytes >= FIXED_BYTES && flags == 0;
    }

    private void takeFixed(int c) {
        boolean wrong = switch (bytes) {
            case 1 -> c != 0x1f;
            case 2 -> c != 0x8b;
            case 3 -> c != 8;
            case 4 -> (c & RESERVED) != 0;
            default -> false;
        };
        if (wrong) {
            throw GzipInput.broken("0x%02x at %d".formatted(c, bytes - 1));
        }
        if (bytes == 4) {
            flags = c & (FHCRC | FEXTRA | FNAME | FCOMMENT);
        }
    }

    private void takeExtra(int c) {
        partBytes++;
        if (partBytes <= 2) {
            extraLength |= c << (8 * (partBytes - 1));
        }
        if (partBytes >= 2 && partBytes - 2 == extraLength) {
            endPart(FEXTRA);
        }
    }

    private void takeText(int c, int flag) {
        if (c == 0) {
            endPart(flag);
        }
    }

    private void takeCrc() {
        partBytes++;
        if (partBytes == 2) {
            endPart(FHCRC);
        }
    }

    private void endPart(int flag) {
        flags &= ~flag;
        partBytes = 0;
    }
}
