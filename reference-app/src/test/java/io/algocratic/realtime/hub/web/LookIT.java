package io.algocratic.realtime.hub.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import io.algocratic.realtime.hub.server.HubServer;
import io.algocratic.realtime.hub.server.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page with the office at work, in light, in the dark and on a phone; pictures of it are in target/screenshots. */
@ExtendWith(Chromium.class)
class LookIT {
    private static HubServer server;

    @BeforeAll
    static void start() {
        server = TestServer.on(0, true);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void newcomer_findsTheOfficeAtWork(Browser browser) {
        try (HubPage ada = HubPage.enter(browser, server.address(), "Ada Lovelace", "all-hands")) {
            assertThat(ada.by("message").nth(2)).isVisible();
            assertThat(ada.present("Margaret Voss")).hasCount(1);
            ada.say("Good morning. Is there an agenda?");
            assertThat(ada.said("Good morning. Is there an agenda?")).hasCount(1);
            ada.shoot("desk-light");
            ada.choose("engineering.incidents");
            assertThat(ada.by("message").nth(2)).isVisible();
            assertThat(ada.complaints()).isEmpty();
        }
    }

    @Test
    void page_inTheDark_isDark(Browser browser) {
        try (HubPage ada =
                HubPage.open(browser, server.address() + "/?user=Ada&room=engineering.standup", HubPage.Look.NIGHT)) {
            assertThat(ada.by("message").nth(2)).isVisible();
            ada.shoot("desk-dark");
            Object lightness = ada.page()
                    .evaluate("() => getComputedStyle(document.body).backgroundColor.match(/[\\d.]+/g)"
                            + ".slice(0, 3).reduce((sum, part) => sum + Number(part), 0) / 3");
            assertThat(((Number) lightness).doubleValue()).isLessThan(80);
        }
    }

    @Test
    void page_at360Pixels_doesNotScrollSideways(Browser browser) {
        try (HubPage ada =
                HubPage.open(browser, server.address() + "/?user=Ada&room=people.watercooler", HubPage.Look.PHONE)) {
            ada.awaitState("open");
            ada.say("Donau" + "dampfschifffahrt".repeat(12) + " https://example.com/" + "path/".repeat(40));
            assertThat(ada.by("message")
                            .filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText("Donau")))
                    .hasCount(1);
            assertFits(ada);
            ada.shoot("phone");
            ada.page().locator("#rooms-toggle").click();
            assertThat(ada.by("room-list")).isInViewport();
            assertFits(ada);
            ada.shoot("phone-rooms");
            ada.page().keyboard().press("Escape");
            ada.page().locator("#people-toggle").click();
            assertThat(ada.by("members")).isInViewport();
            assertFits(ada);
            ada.shoot("phone-members");
        }
    }

    @Test
    void signIn_at360Pixels_fitsAndExplainsABadName(Browser browser) {
        try (HubPage nobody = HubPage.open(browser, server.address() + "/?user=%24hub", HubPage.Look.PHONE)) {
            assertThat(nobody.by("signin-go")).isVisible();
            nobody.shoot("phone-signin");
            assertFits(nobody);
            nobody.by("signin-name").fill("Ada");
            nobody.by("signin-go").click();
            nobody.awaitState("open");
        }
    }

    private static void assertFits(HubPage page) {
        Object overflow = page.page()
                .evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assertThat(((Number) overflow).intValue()).isZero();
    }
}
