package io.algocratic.realtime.hub.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import io.algocratic.realtime.hub.server.HubServer;
import io.algocratic.realtime.hub.server.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** People in real browsers talk to each other. */
@ExtendWith(Chromium.class)
class ConversationIT {
    private static HubServer server;

    @BeforeAll
    static void start() {
        server = TestServer.quiet();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void pages_ofThreePeople_talkBothWaysOverBothTransports(Browser browser) {
        String room = "pages_ofThreePeople";
        try (HubPage ada = HubPage.enter(browser, server.address(), "Ada", room);
                HubPage grace = HubPage.enter(browser, server.address(), "Grace", room);
                HubPage edsger = HubPage.enter(browser, server.address(), "Edsger", room, "&transport=sse")) {
            assertThat(ada.by("state")).hasAttribute("data-transport", "websocket");
            assertThat(edsger.by("state")).hasAttribute("data-transport", "sse");
            ada.say("Good morning.");
            assertThat(grace.said("Good morning.")).hasCount(1);
            assertThat(edsger.said("Good morning.")).hasCount(1);
            grace.say("Is it?");
            assertThat(ada.said("Is it?")).hasCount(1);
            assertThat(edsger.said("Is it?")).hasCount(1);
            edsger.say("That has not been decided.");
            for (HubPage page : new HubPage[] {ada, grace, edsger}) {
                assertThat(page.said("That has not been decided.")).hasCount(1);
                assertThat(page.by("message-text"))
                        .hasText(new String[] {"Good morning.", "Is it?", "That has not been decided."});
                assertThat(page.complaints()).isEmpty();
            }
        }
    }

    @Test
    void reload_bringsHistoryBack(Browser browser) {
        String room = "reload_bringsHistoryBack";
        try (HubPage ada = HubPage.enter(browser, server.address(), "Ada", room)) {
            ada.say("For the record.");
            assertThat(ada.said("For the record.")).hasCount(1);
            ada.page().reload();
            ada.awaitState("open");
            assertThat(ada.said("For the record.")).hasCount(1);
            try (HubPage newcomer = HubPage.enter(browser, server.address(), "Edsger", room, "&transport=sse")) {
                assertThat(newcomer.said("For the record.")).hasCount(1);
            }
        }
    }

    @Test
    void message_ofOneRoom_neverShowsInAnother(Browser browser) {
        try (HubPage ada = HubPage.enter(browser, server.address(), "Ada", "legal.review");
                HubPage grace = HubPage.enter(browser, server.address(), "Grace", "sales.wins")) {
            ada.say("Privileged.");
            grace.say("Public.");
            assertThat(ada.said("Privileged.")).hasCount(1);
            assertThat(grace.said("Public.")).hasCount(1);
            // Grace is in both rooms and has the first message too: in its room, and marked as unread there.
            assertThat(grace.by("room-legal.review").getByTestId("unread")).hasText("1");
            assertThat(grace.said("Privileged.")).hasCount(0);
            assertThat(ada.said("Public.")).hasCount(0);
            grace.choose("legal.review");
            assertThat(grace.said("Privileged.")).hasCount(1);
            assertThat(grace.said("Public.")).hasCount(0);
        }
    }

    @Test
    void presence_showsWhoIsThereAndWhoLeft(Browser browser) {
        String room = "presence_showsWhoIsThere";
        try (HubPage ada = HubPage.enter(browser, server.address(), "Ada", room)) {
            assertThat(ada.present("Ada")).hasCount(1);
            HubPage grace = HubPage.enter(browser, server.address(), "Grace", room);
            try (HubPage edsger = HubPage.enter(browser, server.address(), "Edsger", room, "&transport=sse")) {
                assertThat(ada.by("member")).hasCount(3);
                assertThat(edsger.by("member")).hasCount(3);
                grace.close();
                assertThat(ada.present("Grace")).hasCount(0);
                assertThat(edsger.present("Grace")).hasCount(0);
                assertThat(edsger.by("member")).hasCount(2);
            }
        }
    }

    @Test
    void presence_pageOnAStreamIsLeft_showsItAtOnce(Browser browser) {
        String room = "presence_pageOnAStreamIsLeft";
        try (HubPage ada = HubPage.enter(browser, server.address(), "Ada", room);
                HubPage edsger = HubPage.enter(browser, server.address(), "Edsger", room, "&transport=sse")) {
            assertThat(ada.present("Edsger")).hasCount(1);
            edsger.leave();
            assertThat(ada.present("Edsger")).hasCount(0);
        }
    }

    @Test
    void markup_isShownAsText(Browser browser) {
        String room = "markup_isShownAsText";
        String markup = "<img src=x onerror=\"window.hacked=1\"><script>window.hacked=1</script>&amp;";
        try (HubPage grace = HubPage.enter(browser, server.address(), "Grace", room);
                HubPage mallory = HubPage.enter(browser, server.address(), "<b onclick=x>Mallory</b>", room)) {
            mallory.say(markup);
            assertThat(grace.said(markup)).hasCount(1);
            assertThat(grace.by("message").getByTestId("sender")).hasText("<b onclick=x>Mallory</b>");
            assertThat(grace.by("members")).containsText("<b onclick=x>Mallory</b>");
            assertThat(grace.by("messages").locator("img, script, b")).hasCount(0);
            assertThat(grace.page().evaluate("window.hacked")).isNull();
            assertThat(grace.complaints()).isEmpty();
        }
    }

    @Test
    void keyboard_isEnoughForEverything(Browser browser) {
        try (HubPage ada = HubPage.open(browser, server.address() + "/", HubPage.Look.DESK)) {
            assertThat(ada.by("signin-name")).isFocused();
            ada.page().keyboard().type("Ada");
            ada.page().keyboard().press("Enter");
            ada.awaitState("open");
            assertThat(ada.by("composer")).isFocused();
            ada.page().keyboard().type("Typed.");
            assertThat(ada.by("send")).isEnabled();
            ada.page().keyboard().press("Enter");
            assertThat(ada.said("Typed.")).hasCount(1);

            Locator inRooms = ada.by("room-list").locator("a:focus");
            for (int i = 0; i < 20 && inRooms.count() == 0; i++) {
                ada.page().keyboard().press("Shift+Tab");
            }
            assertThat(inRooms).hasAttribute("aria-current", "page");
            ada.page().keyboard().press("ArrowDown");
            ada.page().keyboard().press("Enter");
            assertThat(ada.by("room-executive.strategy")).hasAttribute("aria-current", "page");
            assertThat(ada.by("composer")).isFocused();
            assertThat(ada.said("Typed.")).hasCount(0);
        }
    }
}
