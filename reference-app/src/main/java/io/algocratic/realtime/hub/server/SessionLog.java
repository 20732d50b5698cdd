package io.algocratic.realtime.hub.server;

import io.algocratic.realtime.event.CommandRefused;
import io.algocratic.realtime.event.HubListener;
import io.algocratic.realtime.event.SessionClosed;
import io.algocratic.realtime.event.SessionOpened;
import io.algocratic.realtime.hub.office.Office;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line for each visitor who comes or goes. Names and messages stay out of the log, and so do the simulated employees.
 */
final class SessionLog implements HubListener {
    private static final Logger LOG = LoggerFactory.getLogger(SessionLog.class);

    @Override
    public void onSessionOpened(SessionOpened event) {
        if (!Office.TRANSPORT.equals(event.session().transport())) {
            LOG.info("session opened over {}", event.session().transport());
        }
    }

    @Override
    public void onSessionClosed(SessionClosed event) {
        if (!Office.TRANSPORT.equals(event.session().transport())) {
            LOG.info(
                    "session closed over {}: {}",
                    event.session().transport(),
                    event.reason().map(reason -> String.valueOf(reason.code())).orElse("link lost"));
        }
    }

    @Override
    public void onRefused(CommandRefused event) {
        LOG.debug("command refused: {}, frame of {} characters", event.code(), event.size());
    }
}
