package dev.spate.testkit;

import dev.spate.hub.Retention;
import dev.spate.hub.internal.log.MemoryEventLog;
import dev.spate.hub.spi.EventLog;
import java.time.InstantSource;
import java.util.Random;

class MemoryEventLogContractTest extends EventLogContract {
    @Override
    protected EventLog open(Retention retention, InstantSource time) {
        return new MemoryEventLog(retention, time, new Random(), Thread::startVirtualThread);
    }
}
