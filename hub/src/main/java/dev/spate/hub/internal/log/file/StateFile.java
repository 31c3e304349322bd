package dev.spate.hub.internal.log.file;

import dev.spate.hub.spi.EpochHistory;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Optional;
import java.util.zip.CRC32C;

/// The file of a [LogState], replaced as a whole whenever it changes: at a start, at a stop, by a repair.
///
/// ```text
/// mark           8    "SPATESTA"
/// version        4    1
/// key            16
/// clean stop     24   first offset of the last segment, its length, next offset; zeros: there was none
/// lost           4    how many ranges; then 8 + 8 each
/// epochs         4    how many; then 8 + 8 each: the epoch, its first offset
/// checksum       4    CRC32C of all before
/// ```
///
/// Thread-safe: stateless.
final class StateFile {
    static final String NAME = "state";
    private static final long MARK = 0x5350_4154_4553_5441L;
    private static final int VERSION = 1;
    private static final int PAIR_BYTES = 2 * Long.BYTES;
    private static final int FIXED_BYTES = 8 + 4 + KeyedHash.KEY_BYTES + 3 * Long.BYTES + 4 + 4 + 4;
    private static final int MAX_BYTES = FIXED_BYTES + (LogState.MAX_EPOCHS + LogState.MAX_LOST) * PAIR_BYTES;

    private StateFile() {}

    static void write(Disk disk, LogState state) throws IOException {
        var epochs = state.epochs().epochs();
        int pairs = epochs.size() + state.lost().size();
        var bytes = ByteBuffer.allocate(FIXED_BYTES + pairs * PAIR_BYTES);
        bytes.putLong(MARK).putInt(VERSION).put(state.key());
        var stop = state.stop();
        bytes.putLong(stop.segment()).putLong(stop.bytes()).putLong(stop.next());
        bytes.putInt(state.lost().size());
        state.lost().forEach(range -> bytes.putLong(range.first()).putLong(range.last()));
        bytes.putInt(epochs.size());
        epochs.forEach(start -> bytes.putLong(start.epoch()).putLong(start.firstOffset()));
        bytes.putInt(checksum(bytes, bytes.position()));
        FileBytes.replace(disk, NAME, bytes.flip());
    }

    /// @return empty if there is no such file
    /// @throws DamagedFileException if it is not what was written
    static Optional<LogState> read(Disk disk) throws IOException {
        if (!disk.names().contains(NAME)) {
            return Optional.empty();
        }
        var bytes = ByteBuffer.allocate(MAX_BYTES + 1);
        try (var file = disk.open(NAME)) {
            FileBytes.fill(file, bytes, 0);
        }
        bytes.flip();
        int checked = bytes.limit() - Integer.BYTES;
        if (bytes.limit() < FIXED_BYTES || bytes.getInt(checked) != checksum(bytes, checked)) {
            throw new DamagedFileException(NAME, "damaged (expected: its checksum at byte " + checked + ")");
        }
        if (bytes.getLong() != MARK) {
            throw new DamagedFileException(NAME, "of another kind (expected: a log's)");
        }
        int version = bytes.getInt();
        if (version != VERSION) {
            throw DamagedFileException.ofVersion(NAME, version, VERSION);
        }
        try {
            return Optional.of(decoded(bytes));
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            throw new DamagedFileException(NAME, e.getMessage() + " (expected: a state)");
        }
    }

    private static LogState decoded(ByteBuffer bytes) {
        var key = new byte[KeyedHash.KEY_BYTES];
        bytes.get(key);
        var stop = new CleanStop(bytes.getLong(), bytes.getLong(), bytes.getLong());
        var lost = new ArrayList<LostRange>();
        for (int left = bytes.getInt(); left > 0; left--) {
            lost.add(new LostRange(bytes.getLong(), bytes.getLong()));
        }
        var epochs = new ArrayList<EpochHistory.Start>();
        for (int left = bytes.getInt(); left > 0; left--) {
            epochs.add(new EpochHistory.Start(bytes.getLong(), bytes.getLong()));
        }
        return new LogState(key, new EpochHistory(epochs), lost, stop);
    }

    private static int checksum(ByteBuffer bytes, int count) {
        var crc = new CRC32C();
        crc.update(bytes.slice(0, count));
        return (int) crc.getValue();
    }
}
