package dev.spate.hub.logfiles;

/// Something that was found in the directory of a log. Thread-safe: immutable.
public sealed interface Finding {
    /// @return the file it is about
    String file();

    /// @return how much it matters
    Weight weight();

    /// @return a sentence about the file, without its name
    String text();

    /// How much a finding matters.
    enum Weight {
        /// It is as it may be.
        NOTE,
        /// The next start puts it right by itself.
        WARNING,
        /// The next start, or a reader, is refused.
        DAMAGE
    }

    /// The log was not stopped, and its last write did not come to its end. Nobody was told that it had.
    ///
    /// @param file the last segment
    /// @param at where in the file it begins
    /// @param bytes how many there are from there on
    record TornTail(String file, long at, long bytes) implements Finding {
        @Override
        public Weight weight() {
            return Weight.NOTE;
        }

        @Override
        public String text() {
            return bytes + " bytes from byte " + at + " on were never written to their end; "
                    + "the next start cuts them off, nothing is lost";
        }
    }

    /// An earlier repair gave entries up.
    ///
    /// @param file the one that says so
    /// @param lost which
    record GivenUp(String file, OffsetRange lost) implements Finding {
        @Override
        public Weight weight() {
            return Weight.NOTE;
        }

        @Override
        public String text() {
            return "without " + lost + ", given up by an earlier repair; subscribers are told";
        }
    }

    /// A file that the log does not need.
    ///
    /// @param file which
    /// @param text what it is
    record Spare(String file, String text) implements Finding {
        @Override
        public Weight weight() {
            return Weight.NOTE;
        }
    }

    /// An index that is missing or damaged.
    ///
    /// @param file which
    /// @param reason what is wrong with it
    record DamagedIndex(String file, String reason) implements Finding {
        @Override
        public Weight weight() {
            return Weight.WARNING;
        }

        @Override
        public String text() {
            return reason + "; the next start builds it anew";
        }
    }

    /// Bytes of a segment that are not what was written.
    ///
    /// @param file the segment
    /// @param at where they begin
    /// @param bytes how many
    /// @param lost the entries that stood there
    record DamagedRecords(String file, long at, long bytes, OffsetRange lost) implements Finding {
        @Override
        public Weight weight() {
            return Weight.DAMAGE;
        }

        @Override
        public String text() {
            var where = bytes == 0 ? "ends at byte " + at : bytes + " bytes from byte " + at + " on are damaged";
            return where + (lost.count() == 0 ? ", which hold no entries" : "; " + lost + " cannot be read");
        }
    }

    /// Entries that stand in no file.
    ///
    /// @param file the segment that should begin with the first of them
    /// @param lost which
    record MissingSegment(String file, OffsetRange lost) implements Finding {
        @Override
        public Weight weight() {
            return Weight.DAMAGE;
        }

        @Override
        public String text() {
            return "missing (expected: a segment with " + lost + ", or these in the one before it)";
        }
    }

    /// A segment whose first bytes are not what was written.
    ///
    /// @param file the segment
    /// @param reason what is wrong with them
    record DamagedHeader(String file, String reason) implements Finding {
        @Override
        public Weight weight() {
            return Weight.DAMAGE;
        }

        @Override
        public String text() {
            return reason;
        }
    }

    /// A file beside the segments that is missing or damaged.
    ///
    /// @param file `state` or `evictions`
    /// @param reason what is wrong with it
    record DamagedTable(String file, String reason) implements Finding {
        @Override
        public Weight weight() {
            return Weight.DAMAGE;
        }

        @Override
        public String text() {
            return reason;
        }
    }

    /// A file that the system fails to read. It must not be repaired, only copied to a disk that is sound.
    ///
    /// @param file which
    /// @param at where in it
    /// @param reason what the system said
    record Unreadable(String file, long at, String reason) implements Finding {
        @Override
        public Weight weight() {
            return Weight.DAMAGE;
        }

        @Override
        public String text() {
            return "cannot be read from byte " + at + " on, " + reason;
        }
    }

    /// A file that another release wrote. It must not be repaired by this one.
    ///
    /// @param file which
    /// @param reason its version, and what was expected
    record OtherVersion(String file, String reason) implements Finding {
        @Override
        public Weight weight() {
            return Weight.DAMAGE;
        }

        @Override
        public String text() {
            return reason + "; another release of spate wrote it";
        }
    }
}
