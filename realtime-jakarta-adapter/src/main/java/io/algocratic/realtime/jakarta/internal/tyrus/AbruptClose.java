package io.algocratic.realtime.jakarta.internal.tyrus;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.WebConnection;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes a container's connection without waiting for anybody.
 *
 * <p>The servlet API has no word for that, and Undertow 2.3 makes it hard: its {@code close()} first waits until the peer took
 * what the stream holds; once the socket is gone it tries to write that again, and logs the failure with a stack trace; and
 * when its own write fails it repeats that for ever. So what the stream holds is dropped before, and the thread counts as
 * interrupted meanwhile, which ends XNIO's waiting at once. Where the field is not found, closing still does not wait, only
 * the log is noisier.
 */
final class AbruptClose {
    private static final Logger log = LoggerFactory.getLogger(AbruptClose.class);
    private static final String UNDERTOW_STREAM = "io.undertow.servlet.spec.UpgradeServletOutputStream";

    // For the loop of a failing write, which then finds nothing left to write.
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private static final ClassValue<Optional<Field>> HELD_BYTES = new ClassValue<>() {
        @Override
        protected Optional<Field> computeValue(Class<?> type) {
            if (!type.getName().equals(UNDERTOW_STREAM)) {
                return Optional.empty();
            }
            try {
                Field field = type.getDeclaredField("buffer");
                field.setAccessible(true);
                return Optional.of(field);
            } catch (ReflectiveOperationException | RuntimeException e) {
                log.info("this Undertow may log the failing close of links that were reset: {}", e.toString());
                return Optional.empty();
            }
        }
    };

    private AbruptClose() {}

    /**
     * Closes it.
     *
     * @param writing whether the container is in the middle of a write that failed
     */
    static void close(WebConnection connection, ServletOutputStream output, boolean writing) {
        boolean interrupted = Thread.interrupted();
        Thread.currentThread().interrupt();
        try {
            Optional<Field> held = HELD_BYTES.get(output.getClass());
            if (held.isPresent()) {
                held.get().set(output, NOTHING);
            }
            connection.close();
            if (held.isPresent() && !writing) {
                held.get().set(output, null);
            }
        } catch (Exception e) {
            log.debug("a connection was closed while it failed: {}", e.toString());
        } finally {
            Thread.interrupted();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
