/*
 * The story a newcomer lives through, in a real browser against a running Lettermill: sign in, look at the campaign, its
 * people, its template, and bring in more people. Each page is looked at light and dark, wide and narrow, and has to pass
 * axe-core's WCAG 2.2 AA rules and fit its window.
 *
 *   BASE_URL=http://127.0.0.1:8000 SIGN_IN_URL='http://127.0.0.1:8000/sign-in#token=…' node web/e2e/story.mjs
 *
 * CHROMIUM names the browser; PICTURES, if set, a folder for a screenshot of every page.
 */
import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { chromium } from "playwright-core";
import { Eyes, WIDE } from "./eyes.mjs";

const { BASE_URL, SIGN_IN_URL, PICTURES, CHROMIUM = "/usr/bin/chromium" } = process.env;
assert.ok(BASE_URL && SIGN_IN_URL, "BASE_URL and SIGN_IN_URL have to be set.");

const people = Array.from({ length: 40 }, (_, index) => `story-${Date.now()}-${index}@example.com`);

let browser;
let page;
let eyes;
const faults = [];

before(async () => {
  browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
  const context = await browser.newContext({ viewport: WIDE, baseURL: BASE_URL });
  page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.on("pageerror", (error) => faults.push(`${page.url()}: ${error.message}`));
  page.on("response", (response) => response.status() >= 500 && faults.push(`${response.status()} from ${response.url()}`));
  eyes = new Eyes(page, PICTURES);
});

after(async () => {
  await browser?.close();
});

beforeEach(() => eyes.look("light", WIDE));

const looksRight = (name) => eyes.looksRight(name);

const room = async (name) => {
  await page.getByRole("navigation", { name: "Rooms" }).getByRole("link", { name }).click();
  await page.getByRole("heading", { level: 1, name }).waitFor();
};

test("Nobody gets in without signing in, and a sign-in link lets one in", async () => {
  await page.goto("/");
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  await looksRight("sign-in");
  await page.goto(SIGN_IN_URL);
  await page.reload();
  await page.getByRole("heading", { level: 1, name: "Overview" }).waitFor();
  assert.ok(!page.url().includes("token"), "the token stays in the address");
});

test("The list of campaigns is searched, and leads to one that has been sent", async () => {
  await room("Campaigns");
  const rows = page.getByRole("region", { name: "Campaigns" }).getByRole("row");
  await rows.nth(1).waitFor();
  await page.getByRole("searchbox").fill("no campaign is called this");
  await page.getByRole("button", { name: "Clear the filters" }).click();
  await rows.nth(1).waitFor();
  await looksRight("campaigns");
  await rows.nth(1).getByRole("link").first().click();
  await page.getByText("From list to click").waitFor();
  const sent = await page.getByRole("listitem").filter({ hasText: /^Sent/ }).innerText();
  assert.match(sent, /[1-9]/, "nothing has been sent");
  await looksRight("campaign");
});

test("Every recipient has a status, and can be found", async () => {
  await room("Campaigns");
  await page.getByRole("region", { name: "Campaigns" }).getByRole("link").first().click();
  await page.getByRole("tab", { name: /^Recipients/ }).click();
  const rows = page.getByRole("region", { name: "Recipients" }).getByRole("row");
  await rows.nth(1).waitFor();
  await looksRight("recipients");
  const address = (await rows.nth(1).getByRole("cell").first().innerText()).split("\n")[0];
  await page.getByRole("searchbox").fill(address);
  await page.waitForFunction(() => document.querySelectorAll("tbody tr").length === 1);
  assert.match(await rows.nth(1).innerText(), new RegExp(address.replace(/[.+]/g, "\\$&")));
  assert.ok(new URL(page.url()).searchParams.get("q"), "the search is not in the address");
  for (const tab of ["Links", "Devices"]) {
    await page.getByRole("tab", { name: tab }).click();
    await looksRight(tab.toLowerCase());
  }
});

test("A template shows the letter while it is written, and the line of a mistake", async () => {
  await room("Templates");
  await page.getByRole("region", { name: "Templates" }).getByRole("row").nth(1).waitFor();
  await looksRight("templates");
  await page.getByRole("region", { name: "Templates" }).getByRole("link").first().click();
  const frame = page.getByTitle("Preview of the mail");
  await frame.waitFor();
  assert.equal(await frame.getAttribute("sandbox"), "", "the mail may run scripts");
  assert.notEqual((await frame.contentFrame().locator("body").innerText()).trim(), "");
  const code = page.getByRole("textbox", { name: "HTML of the template" });
  await code.click();
  await looksRight("template");
  await code.click();
  await page.keyboard.press("Control+End");
  await page.keyboard.insertText("{% if %}");
  await page.getByText("This cannot be rendered").waitFor();
  await page.getByRole("button", { name: "Go there" }).first().click();
  await page.getByText("Unsaved changes").waitFor();
  await page.keyboard.press("Control+End");
  for (let key = 0; key < "{% if %}".length; key++) await page.keyboard.press("Backspace");
  await page.getByText("This cannot be rendered").waitFor({ state: "hidden" });
  await page.getByText("Unsaved changes").waitFor({ state: "hidden" });
});

test("People come in from a CSV file: tried first, then imported, then found", async () => {
  await room("Audience");
  await page.getByRole("region", { name: "Subscribers" }).getByRole("row").nth(1).waitFor();
  await looksRight("audience");
  await page.getByRole("link", { name: "Import" }).click();
  await page.getByText("Choose a file or drop it here").waitFor();
  await looksRight("import");
  const rows = people.map((email, index) => `${email};Person ${index};${index % 9}`);
  await page.getByLabel(/Choose a file/).setInputFiles({
    name: "story.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(["Email;Name;Visits", ...rows, "not an address;Nobody;0"].join("\n")),
  });
  await page.getByRole("button", { name: "Try it without importing" }).waitFor();
  await looksRight("mapping");
  await page.getByRole("button", { name: "Try it without importing" }).click();
  await page.getByText("Nothing has been written").waitFor();
  assert.equal(await figure("New"), String(people.length));
  assert.equal(await figure("Refused"), "1");
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await page.getByText(/rows imported/).waitFor();
  await looksRight("imported");
  const errors = await page.request.get(await page.getByRole("link", { name: /Error file/ }).getAttribute("href"));
  assert.match(await errors.text(), /not an address/);
  await page.getByRole("link", { name: "See the people" }).click();
  await page.getByRole("searchbox").fill(people[0]);
  await page.getByRole("button", { name: people[0] }).click();
  await page.getByRole("dialog").getByText("Active").waitFor();
  await looksRight("person");
  await page.keyboard.press("Escape");
});

test("An address is suppressed, found, and let go again", async () => {
  await room("Audience");
  await page.getByRole("tab", { name: "Suppressions" }).click();
  await page.getByRole("button", { name: "Suppress" }).click();
  await page.getByLabel("Address or domain", { exact: true }).fill(people[1]);
  await page.getByRole("button", { name: "Add to the list" }).click();
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await page.getByRole("searchbox").fill(people[1]);
  const remove = page.getByRole("button", { name: `Remove ${people[1]}` });
  await remove.waitFor();
  await looksRight("suppressions");
  await remove.click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await page.getByText("Nothing matches").waitFor();
});

test("The settings show where mail comes from", async () => {
  await room("Settings");
  for (const [tab, sign] of [
    ["Workspace", /Postal address/],
    ["Domains and senders", /DNS records/],
    ["Providers", /sent today|No provider/],
    ["Members", /Invite somebody/],
    ["API keys", /New key/],
    ["Audit log", /Import: start/],
  ]) {
    await page.getByRole("tab", { name: tab }).click();
    await page.getByText(sign).first().waitFor();
    await looksRight(`settings-${tab.toLowerCase().replaceAll(" ", "-")}`);
  }
});

test("Somebody is invited by a link, and joins", async () => {
  await room("Settings");
  await page.getByRole("tab", { name: "Members" }).click();
  await page.getByRole("button", { name: "Invite somebody" }).click();
  await page.getByLabel("E-mail").fill(people[2]);
  await page.getByRole("button", { name: "Make the link" }).click();
  await page.getByRole("button", { name: "Copy invitation link" }).waitFor();
  const link = await page.getByRole("dialog").locator("code").innerText();
  await page.getByRole("button", { name: "Done" }).click();
  const guests = await browser.newContext({ viewport: WIDE });
  const guest = await guests.newPage();
  await guest.goto(link);
  await guest.getByLabel("Your name").fill("Story Guest");
  await guest.getByLabel("Password").fill("a password for the story");
  await guest.getByRole("button", { name: "Join" }).click();
  await guest.getByRole("heading", { level: 1, name: "Overview" }).waitFor();
  await guests.close();
});

test("A campaign is written, scheduled, changed, moved, cancelled and deleted", async () => {
  const choose = async (label, index) => {
    const select = page.getByLabel(label, { exact: true });
    await select.locator("option").nth(index).waitFor({ state: "attached" });
    await select.selectOption({ index });
  };
  const confirm = async (verb) => {
    await page.getByRole("dialog").getByRole("button", { name: verb, exact: true }).click();
    await page.getByRole("dialog").waitFor({ state: "hidden" });
  };
  await room("Campaigns");
  await page.getByRole("link", { name: "New campaign" }).first().click();
  await page.getByLabel("Name").fill("A story for later");
  await choose("Template", 1);
  await choose("From", 1);
  await page.getByText("More", { exact: true }).click();
  await page.getByLabel("Only within some hours of the day").check();
  await looksRight("new-campaign");
  await page.getByRole("button", { name: "Create draft" }).click();
  await page.getByRole("button", { name: /^Send to/ }).waitFor();
  await looksRight("draft");
  await page.getByLabel("At a time").check();
  await page.getByLabel("Date and time").fill("2040-01-31T09:30");
  await page.getByRole("button", { name: /^Schedule for/ }).click();
  await confirm("Schedule");
  await page.getByText("Scheduled", { exact: true }).waitFor();
  await page.getByLabel("Values for the template").fill('{"issue": 12}');
  await page.getByRole("button", { name: "Save and check again" }).click();
  await page.getByText("Save your changes first.").waitFor({ state: "hidden" });
  await page.getByLabel("Date and time").fill("2040-02-01T09:30");
  await page.getByRole("button", { name: "Move to this time" }).click();
  await confirm("Schedule");
  await page.getByText("1 Feb 2040, 09:30").waitFor();
  await page.getByRole("button", { name: "Cancel campaign" }).click();
  await confirm("Cancel campaign");
  await page.getByRole("button", { name: "Delete" }).click();
  await confirm("Delete");
  await page.getByRole("heading", { level: 1, name: "Campaigns" }).waitFor();
});

test("The overview adds up what went out", async () => {
  await room("Overview");
  // The figures are added up once a minute, and the page asks for them twice a minute.
  await page.getByText("Day by day").waitFor({ timeout: 120_000 });
  const sent = await page.locator("dl > div", { has: page.getByText("Sent", { exact: true }) }).locator("dd").first().innerText();
  assert.match(sent, /[1-9]/, "nothing has been sent");
  await looksRight("overview");
});

test("The keyboard alone leads from room to room, and out", async () => {
  await page.keyboard.press("Control+k");
  await page.getByPlaceholder("Type a name or a place…").fill("templ");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Templates" }).waitFor();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  await page.goto("/");
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
});

test("Nothing failed behind the scenes", () => assert.deepEqual(faults, []));

const figure = (label) => page.locator("dl > div", { has: page.getByText(label, { exact: true }) }).locator("dd").innerText();
