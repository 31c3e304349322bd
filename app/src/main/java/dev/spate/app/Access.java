package dev.spate.app;

import dev.spate.app.config.Anonymous;
import dev.spate.app.config.Config;
import dev.spate.app.config.ListenAddress;
import dev.spate.app.config.Right;
import dev.spate.server.PublicHosts;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/// Who may do what, and under which host names, as it follows from the configuration. Thread-safe: immutable.
///
/// @param rights of those without a token
/// @param hosts the names that are answered to
/// @param isOpenToThisMachine whether everything is allowed only because nobody else gets here
record Access(Set<Right> rights, PublicHosts hosts, boolean isOpenToThisMachine) {
    Access {
        rights = Set.copyOf(rights);
    }

    /// @throws CommandFailure if others reach the hub and nobody said what they may do
    static Access of(Config config) {
        boolean isUnsaid = config.anonymous() instanceof Anonymous.Unsaid;
        if (isUnsaid && !config.isLoopbackOnly()) {
            throw new CommandFailure(refusal(config));
        }
        Set<Right> rights = switch (config.anonymous()) {
            case Anonymous.Unsaid() -> EnumSet.allOf(Right.class);
            case Anonymous.Said(var said) -> said;
        };
        return new Access(rights, hosts(config), isUnsaid);
    }

    private static PublicHosts hosts(Config config) {
        if (!config.hosts().isEmpty()) {
            return PublicHosts.listed(config.hosts());
        }
        return config.isLoopbackOnly() ? PublicHosts.loopback() : PublicHosts.any();
    }

    private static String refusal(Config config) {
        String open = config.listen().stream()
                .filter(address -> !address.isLoopback())
                .map(ListenAddress::toString)
                .collect(Collectors.joining(", "));
        return "listen: " + open + " can be reached by others, and nobody said what they may do (expected: "
                + "--anonymous subscribe,publish to say out loud that everybody may, or subscribe, or none; "
                + "or a key for those who may, which this version does not offer yet)";
    }
}
