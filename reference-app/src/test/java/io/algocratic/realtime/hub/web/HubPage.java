package io.algocratic.realtime.hub.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.algocratic.realtime.hub.server.HubLink;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The page of one person in a browser profile of their own, as that person sees and uses it. */
final class HubPage implements AutoCloseable {
    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    private HubPage(BrowserContext context, String url) {
        this.context = context;
        context.setDefaultTimeout(HubLink.PATIENCE_MILLIS);
        this.page = context.newPage();
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if ("error".equals(message.type()) || "warning".equals(message.type())) {
                complaints.add(message.text());
            }
        });
        page.navigate(url);
    }

    /** Opens a page without waiting for anything. */
    static HubPage open(Browser browser, String url, Look look) {
        return new HubPage(
                browser.newContext(new Browser.NewContextOptions()
                        .setViewportSize(look.width(), look.height())
                        .setColorScheme(look.scheme())
                        .setReducedMotion(com.microsoft.playwright.options.ReducedMotion.REDUCE)),
                url);
    }

    /** Opens a page as somebody in a room, and waits until it is connected. */
    static HubPage enter(Browser browser, String address, String user, String room, String more) {
        HubPage opened =
                open(browser, address + "/?user=" + encoded(user) + "&room=" + encoded(room) + more, Look.DESK);
        opened.awaitState("open");
        return opened;
    }

    static HubPage enter(Browser browser, String address, String user, String room) {
        return enter(browser, address, user, room, "");
    }

    /**
     * Tells the page that it is being left. Not by leaving it: the observed network of a driven browser swallows requests
     * that outlive their page.
     */
    void leave() {
        page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))");
    }

    /** How a page is looked at. */
    record Look(int width, int height, ColorScheme scheme) {
        static final Look DESK = new Look(1280, 800, ColorScheme.LIGHT);
        static final Look NIGHT = new Look(1280, 800, ColorScheme.DARK);
        static final Look PHONE = new Look(360, 740, ColorScheme.LIGHT);
    }

    Page page() {
        return page;
    }

    Locator by(String testId) {
        return page.getByTestId(testId);
    }

    /** The messages with exactly this text. */
    Locator said(String text) {
        return page.getByTestId("message-text").getByText(text, new Locator.GetByTextOptions().setExact(true));
    }

    Locator present(String name) {
        return by("members").locator("[data-testid=member][data-identity='" + name + "']");
    }

    void awaitState(String state) {
        assertThat(by("state")).hasAttribute("data-state", state);
    }

    /** Writes into the room on show, as soon as that is possible. */
    void say(String text) {
        by("composer").fill(text);
        assertThat(by("send")).isEnabled();
        by("composer").press("Enter");
    }

    void choose(String room) {
        by("room-" + room).click();
        assertThat(by("room-" + room)).hasAttribute("aria-current", "page");
    }

    /** What the browser complained about: errors of scripts, and what the security policy forbade. */
    List<String> complaints() {
        return complaints;
    }

    void shoot(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", name + ".png")));
    }

    @Override
    public void close() {
        context.close();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
