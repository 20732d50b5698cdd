package io.algocratic.realtime.hub.server;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * What keeps demo mode on this computer: where it may listen, and by which names it may be asked.
 *
 * <p>The names matter because of DNS rebinding: a page from elsewhere may have its own name point to 127.0.0.1, and
 * would then count as the same origin.
 */
final class Loopback {
    // A literal address cannot be rebound.
    private static final Pattern NAMES =
            Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d{1,5})?", Pattern.CASE_INSENSITIVE);

    private Loopback() {}

    /** The address to listen on; for a name with both families the IPv4 one, which every client tries. */
    static InetAddress address(String host) throws StartFailure {
        InetAddress[] found;
        try {
            found = InetAddress.getAllByName(host);
        } catch (UnknownHostException e) {
            throw StartFailure.notOffered("the host given by --host is not known here: use --host 127.0.0.1");
        }
        InetAddress chosen = Arrays.stream(found)
                .min(Comparator.comparing(address -> !(address instanceof Inet4Address)))
                .orElseThrow();
        if (!Arrays.stream(found).allMatch(InetAddress::isLoopbackAddress)) {
            throw StartFailure.notOffered("--host " + host + " can be reached from other computers, and demo mode"
                    + " believes whatever name a visitor gives. It listens on loopback only:"
                    + " use --host 127.0.0.1, localhost or ::1.");
        }
        return chosen;
    }

    /** Tells whether a {@code Host} header names this computer by one of its loopback names, with any port. */
    static boolean named(String hostHeader) {
        return NAMES.matcher(hostHeader).matches();
    }
}
