package io.algocratic.realtime.hub.server;

import io.algocratic.realtime.Identity;
import io.algocratic.realtime.Names;
import io.algocratic.realtime.spi.Authenticator;
import io.algocratic.realtime.spi.Handshake;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Demo mode: {@code ?user=NAME} is who you are. Thread-safe. */
final class DemoAuthenticator implements Authenticator {
    @Override
    public CompletionStage<Authentication> authenticate(Handshake handshake, Optional<String> token) {
        return CompletableFuture.completedFuture(decide(handshake.parameter("user")));
    }

    private static Authentication decide(Optional<String> user) {
        if (user.isEmpty() || user.get().isBlank()) {
            return new Authentication.Refused("who are you? add ?user=NAME to the address");
        }
        String name = user.get();
        Optional<String> problem =
                Names.reserved(name) ? Optional.of("begins with $, which is reserved") : Names.problem(name);
        return problem.<Authentication>map(
                        what -> new Authentication.Refused("that name " + what + ": add ?user=NAME with another"))
                .orElseGet(() -> new Authentication.Accepted(Identity.of(name)));
    }
}
