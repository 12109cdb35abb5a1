// An input method at work in every text field: until it is done, keys are its own.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { uuid7 } from "../lib/client.mjs";
import { drop } from "../lib/drop.mjs";
import { mapIdle, openBrowser, person, phone } from "../lib/browser.mjs";
import { estateBelow, gridNamed, recipients } from "../lib/district.mjs";
import { textFields } from "../lib/fields.mjs";
import { settingOf } from "../lib/gateway.mjs";
import { demonstration, empty } from "../lib/house.mjs";
import { leaving } from "../lib/leaving.mjs";
import { compose, find, personRow } from "../lib/operator.mjs";
import { hangUp, talk as talkLive } from "../lib/talking.mjs";
import { hearing, sounding } from "../lib/tone.mjs";
import { until } from "../lib/until.mjs";

const CONTROL = 2;
/** Keys with which words are chosen, each a shortcut or a command somewhere on the page. */
const KEYS = [
  ["d", "KeyD", 68],
  ["t", "KeyT", 84],
  ["l", "KeyL", 76],
  ["b", "KeyB", 66],
  ["j", "KeyJ", 74],
  ["g", "KeyG", 71],
  ["2", "Digit2", 50],
  ["/", "Slash", 191],
  ["ArrowDown", "ArrowDown", 40],
  ["Backspace", "Backspace", 8],
  ["Escape", "Escape", 27],
  ["Enter", "Enter", 13],
  // Sends an order, where it is not the input method's.
  ["Enter", "Enter", 13, CONTROL],
];
/** What an input method that took the key reports instead of its number. */
const TAKEN = 229;

/** Only the window shows these, so Chromium cannot; the keys of both pages are bound in one place. */
const IN_THE_WINDOW = ["centre-address", "centre-fingerprint", "network-cert", "network-key", "network-names", "network-port"];

const DRAFT = "二〇二七";
const EDITED = "二〇二八";

describe("while an input method composes", () => {
  let desk, owner, browser, estate, order, operator, importer, field;
  const leave = leaving();

  before(async () => {
    const house = await demonstration(leave);
    desk = await house.serve();
    owner = await desk.owner();
    browser = await openBrowser(leave, { flags: hearing(leave) });
    const street = await gridNamed(owner, "荷花路街道");
    estate = (await estateBelow(owner, street.grid.path, 3)).card.grid;
    ({ order } = await owner.issue(estate.path, "检查地下室水泵"));
    operator = await person(browser, desk);
    field = await phone(browser, desk);
    await operator.goto(desk.link);
    await mapIdle(operator);
    // Only a store without a scheme asks for the name of one.
    const bare = await empty(leave);
    await bare.wutu(["new", bare.store, "--name", "空区"]);
    const bareDesk = await bare.serve();
    importer = await person(browser, bareDesk);
    await importer.goto(bareDesk.link);
    await importer.$("empty-store").waitFor();
  });
  after(() => leave.all());

  /** A file of grids that says nothing of itself, in the panel of imports. */
  async function grids() {
    const shape = { type: "Polygon", coordinates: [[[114.6, 33.6], [114.7, 33.6], [114.7, 33.7], [114.6, 33.6]]] };
    const features = [{ type: "Feature", properties: { code: "411602009", 名字: "新街道" }, geometry: shape }];
    await drop(importer, [{ name: "新街道.geojson", body: JSON.stringify({ type: "FeatureCollection", features }) }]);
    await importer.$("import-scheme").waitFor();
    return importer;
  }

  /** The one finding of the demonstration district, about to be accepted. */
  async function finding() {
    await operator.keyboard.press("c");
    await operator.$("finding-row").first().click();
    await operator.$("finding-accept").click();
    await operator.$("accept-form").waitFor();
    return operator;
  }
  async function noFinding() {
    await operator.keyboard.press("Escape");
    await operator.keyboard.press("Escape");
    await operator.keyboard.press("Escape");
    await operator.$("findings").waitFor({ state: "detached" });
  }

  /** Recordings of calls, one of which was recorded before. */
  let recorded = null;
  async function record() {
    await owner.act({ type: "set_recording", rule: { is_on: true, days: 30 }, destroys: 0 });
    const [head] = (await estateBelow(owner, estate.path, 3)).heads;
    const caller = await sounding(browser, desk, head.id);
    const taker = await person(browser, desk, { permissions: ["microphone"] });
    const { code } = await owner.act({ type: "offer_seat", role: "operator", subtree: null });
    await taker.goto(`${desk.address}/#seat=${code}`);
    await mapIdle(taker);
    await talkLive(taker, caller, 2);
    await hangUp(taker, caller);
    await until("it is kept", async () => (await owner.ask("recordings", { from: 0, limit: 1 })).total > 0);
    await Promise.all([caller, taker].map((page) => page.context().close()));
  }
  async function recordings() {
    await operator.keyboard.press("Shift+Alt+V");
    await operator.$("recordings").waitFor();
    return operator;
  }
  const noRecordings = async () => {
    await operator.keyboard.press("Escape");
    await operator.$("recordings").waitFor({ state: "detached" });
  };

  /** The form of a venue, and the same about to remove it. */
  async function amending() {
    const venue = (await owner.ask("places")).places.find(({ noun }) => noun === "venue");
    await operator.keyboard.press("Control+k");
    await operator.$("search-input").fill(venue.name);
    await operator.$("search-hit").first().click();
    await operator.$("item-change").click();
    await operator.$("amend-form").waitFor();
    return operator;
  }
  async function removing() {
    await amending();
    await operator.$("amend-remove").click();
    return operator;
  }
  /** The form of a unit that is paired with a grid. */
  async function pairing() {
    await find(operator, estate.code, estate.name);
    await operator.$("partner-add").click();
    await operator.$("amend-form").waitFor();
    return operator;
  }
  const noAmending = async () => {
    await operator.$("amend-close").click();
    await operator.$("amend-form").waitFor({ state: "detached" });
  };

  /** The group of the estate, at the desk and on a phone. */
  async function talk() {
    await find(operator, estate.code, estate.name);
    await operator.keyboard.press("Shift+G");
    await operator.$("talk-words").waitFor();
    return operator;
  }
  const noTalk = () =>
    until("the group is closed", async () => {
      await operator.keyboard.press("Escape");
      return (await operator.$("talk-panel").count()) === 0;
    });
  async function phoneTalk() {
    const [post] = await recipients(owner, order);
    const { code } = await owner.act({ type: "offer_pairing", post });
    await field.goto(`${desk.address}/field#code=${code}`);
    await field.$("talk-open").click();
    await field.$("field-talk-words").waitFor();
    return field;
  }

  /** An incident that a phone has reported and the desk has accepted, and what is about to be said with a deed. */
  async function reported(deed) {
    const [post] = await recipients(owner, order);
    const { code } = await owner.act({ type: "offer_pairing", post });
    await field.goto(`${desk.address}/field#code=${code}`);
    await field.$("front-report").click();
    await field.$("report-kind-other").click();
    await field.$("report-words").fill("井盖缺失");
    await field.$("report-send").click();
    const wish = { scope: null, states: ["reported"], kinds: [], channels: [], mine: false };
    // Those of before stand on the phone as arrived, too: this one is there when the desk has it.
    const { id } = await until("the report at the desk", async () => {
      const { incidents } = await owner.ask("incidents", { wish, from: 0, limit: 1 });
      return incidents[0];
    });
    const step = (step, seen) => owner.act({ type: "handle_incident", incident: id, step, seen });
    await step({ step: "accept" }, "reported");
    if (deed !== "assign") {
      const lead = { who: "grid", id: estate.path };
      await step({ step: "assign", lead, assisting: [], words: "去看看" }, "accepted");
    }
    if (deed === "pass") {
      await step({ step: "arrive" }, "assigned");
      await step({ step: "dispose", words: "已盖好" }, "on_site");
    }
    await operator.keyboard.press("F3");
    await operator.locator(`[data-testid="incidents-row"][data-incident="${id}"]`).click();
    await operator.$(`incident-deed-${deed}`).click();
    return operator;
  }
  /** An incident of which a whistle calls a unit, with what is to be said of that. */
  async function whistled(deed) {
    await reported("pass");
    const [unit] = (await owner.ask("units")).units;
    const { incidents } = await owner.ask("incidents", { wish: { scope: null, states: [], kinds: [], channels: [], mine: false }, from: 0, limit: 1 });
    const party = { who: "unit", id: unit.id };
    await owner.act({ type: "blow_whistle", whistle: { incident: incidents[0].id, kind: "daily", words: "到现场", called: [{ party }] } });
    await operator.$(`whistle-deed-${deed}`).last().click();
    await operator.$("whistle-say").waitFor();
    return operator;
  }
  const noWhistle = () => operator.$("whistle-say").locator("button").filter({ hasText: "Esc" }).click();
  async function looking() {
    await reported("pass");
    await operator.$("recheck-begin").click();
    await operator.$("recheck-form").waitFor();
    return operator;
  }
  const noReport = () => operator.$("incident-form").locator("button").filter({ hasText: "Esc" }).click();

  /** The tables by which the district works. */
  async function tables(of = "categories") {
    await operator.keyboard.press("Alt+y");
    await operator.$(`tables-${of}`).click();
    return operator;
  }
  /** A draft of one, with a row that is open. */
  async function drafting(of) {
    await tables(of);
    await operator.$("table-add").click();
    await operator.$("table-open").waitFor();
    return operator;
  }
  const noTables = async () => {
    if (await operator.$("table-drop").count()) await operator.$("table-drop").click();
    await operator.locator('[data-testid="tables"] kbd').first().click();
  };

  /** An incident of which it is known who told it, and what is about to be done with that. */
  async function caller(does) {
    const report = { kind: "other", urgency: "normal", words: "路灯不亮", spot: { at: "grid", path: estate.path }, attachments: [] };
    const told = { ...report, seen: new Date().toISOString(), caller: { phone: "13977775555" } };
    const { incident } = await owner.act({ type: "make_report", report: told });
    await operator.keyboard.press("F3");
    await operator.locator(`[data-testid="incidents-row"][data-incident="${incident}"]`).click();
    await operator.$(does).click();
    return operator;
  }
  const noCaller = (form) => () => operator.$(form).locator("button").filter({ hasText: "Esc" }).click();

  /** The form of a new incident. */
  async function registering() {
    await operator.keyboard.press("Alt+i");
    await operator.$("register-words").waitFor();
    return operator;
  }
  const noRegister = () => operator.$("register").locator("footer button").first().click();

  /** What the review of this week decides, about to be written down. */
  async function charging() {
    await operator.$("view-review").click();
    await operator.$("review-by-charges").click();
    await operator.$("charge-words").waitFor();
    return operator;
  }
  /** The same with something decided, about to say what came of it. */
  async function charged() {
    await charging();
    const row = operator.$("charge-result").first();
    if ((await row.count()) === 0) {
      await operator.$("charge-words").fill("排查井盖");
      await operator.$("charge-owner").locator("input").fill("荷花路");
      await operator.locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option").first().click();
      await operator.$("charge-give").click();
      await row.waitFor();
    }
    return operator;
  }
  const noCharge = () => operator.$("view-situation").click();

  /** The panel of schemes, about to name a draft. */
  async function scheme() {
    await operator.keyboard.press("s");
    await operator.$("scheme-begin").click();
    return operator;
  }
  /** The page of a draft in review, about to be sent back. */
  async function review() {
    const schemes = (await owner.ask("schemes")).schemes.map((card) => card.scheme);
    if (!schemes.some(({ name }) => name === DRAFT)) {
      await owner.act({ type: "draft_scheme", name: DRAFT, from: schemes.find(({ state }) => state === "published").name });
      await owner.act({ type: "submit_scheme", scheme: DRAFT });
    }
    await operator.keyboard.press("s");
    await operator.locator(`[data-testid="scheme-line"][data-scheme="${DRAFT}"]`).click();
    await operator.$("scheme-return").click();
    return operator;
  }
  /** The row of some grid of a draft, about to be changed on the map. */
  async function row() {
    const schemes = (await owner.ask("schemes")).schemes.map((card) => card.scheme);
    if (!schemes.some(({ name }) => name === EDITED)) {
      await owner.act({ type: "draft_scheme", name: EDITED, from: schemes.find(({ state }) => state === "published").name });
    }
    await operator.keyboard.press("0");
    await operator.keyboard.press("s");
    await operator.locator(`[data-testid="scheme-line"][data-scheme="${EDITED}"]`).click();
    await operator.$("edit").click();
    await operator.$("edit-tools").waitFor();
    await mapIdle(operator);
    const { x, y, width, height } = await operator.$("map").boundingBox();
    await until("a grid to be chosen", async () => {
      await operator.mouse.click(x + width / 2, y + height / 2);
      return (await operator.$("edit-chosen").count()) === 1;
    });
    await operator.keyboard.press("Shift+i");
    await operator.$("edit-row").waitFor();
    return operator;
  }
  const noRow = async () => {
    await until("no editing", async () => {
      await operator.keyboard.press("Escape");
      return (await operator.$("editing").count()) === 0;
    });
    await noScheme();
  };
  const noScheme = () =>
    until("no schemes", async () => {
      await operator.keyboard.press("Escape");
      return (await operator.$("scheme-panel").count()) + (await operator.$("scheme-page").count()) === 0;
    });

  /** The picker of basemaps, about to take a key. */
  async function sky() {
    await operator.keyboard.press("u");
    await operator.$("tianditu-open").click();
    return operator;
  }
  async function noSky() {
    await operator.keyboard.press("Escape");
    await operator.$("basemap-picker").waitFor({ state: "detached" });
  }

  /** A token for another system, about to be issued. */
  async function intake() {
    await operator.keyboard.press("Alt+u");
    await operator.$("intake-write").click();
    await operator.$("intake-form").waitFor();
    return operator;
  }
  async function noIntake() {
    await operator.keyboard.press("Escape");
    await operator.$("intakes").waitFor({ state: "detached" });
  }

  /** The gateways' panel, about to take a template. */
  async function gateway() {
    await operator.keyboard.press("Shift+Q");
    await operator.$("gateway-write").click();
    await operator.$("gateway-form").waitFor();
    return operator;
  }
  /** The same with a gateway that sends nothing, about to be tried. */
  async function trying() {
    const setting = { ...settingOf("http://127.0.0.1:9/"), a_day: 0 };
    await owner.act({ type: "set_gateway", by: "sms", wish: { setting, credentials: { key: "key-of-a-test" } } });
    await operator.keyboard.press("Shift+Q");
    await operator.$("gateway-try-to").waitFor();
    return operator;
  }
  const noGateway = async () => {
    await operator.keyboard.press("Escape");
    await operator.$("gateways").waitFor({ state: "detached" });
  };

  /** A call that is being taken, of the head of the estate where one is named. */
  async function call(who) {
    await operator.keyboard.press("F2");
    await operator.$("call-panel").waitFor();
    if (who) {
      const card = await owner.ask("grid", { path: estate.path });
      await operator.$("call-find").fill(card.heads[0].post.phone);
      await operator.$("call-hit").first().waitFor();
      await operator.keyboard.press("Enter");
      await operator.$("call-instruction").waitFor();
    }
    return operator;
  }
  const missedCall = async () => {
    const { missed } = await owner.ask("watch");
    if (missed.length === 0) await owner.act({ type: "note_missed_call", number: "12345", rang: "2026-01-01T00:00:00Z" });
    await call();
    await operator.$("missed-aside").first().click();
    return operator;
  };
  const alarm = async () => {
    const { missed } = await owner.ask("watch");
    if (missed.length === 0) await owner.act({ type: "note_missed_call", number: "12345", rang: "2026-01-01T00:00:00Z" });
    await operator.keyboard.press("F9");
    await operator.$("alarm-leave").waitFor();
    await operator.keyboard.press("Shift+F8");
    return operator;
  };
  const gone = (panel) => () =>
    until(`no ${panel}`, async () => {
      await operator.keyboard.press("Escape");
      return (await operator.$(panel).count()) === 0;
    });

  /** The journal, about to be written into. */
  async function journal() {
    await operator.keyboard.press("Shift+J");
    await operator.$("journal-panel").waitFor();
    return operator;
  }
  async function writing() {
    await journal();
    await operator.$("journal-write").click();
    return operator;
  }

  /** The watch, about to change hands. */
  async function watching() {
    const { watch } = await owner.ask("watch");
    if (watch === null) await owner.act({ type: "start_watch", name: "王芳" });
    await operator.keyboard.press("Shift+Z");
    await operator.$("watch-take").waitFor();
    return operator;
  }

  /** An order is composed that asks for an answer; `then` is pressed at last. */
  async function composing(holds, then) {
    const at = ["custom", "nothing", "words", "photo", "number", "choice"].indexOf(holds);
    await find(operator, estate.code, estate.name);
    await compose(operator, "回报情况");
    await operator.$("compose-holds").locator("label").nth(at).click();
    if (then) await operator.$(then).click();
    return operator;
  }
  /** The same, with a place on the map that goes along. */
  async function sketching() {
    await composing("nothing");
    await mapIdle(operator);
    await operator.keyboard.press("Alt+p");
    const { x, y, width, height } = await operator.$("map").boundingBox();
    await operator.mouse.click(x + width / 2, y + height / 2);
    await operator.$("sketch-name").waitFor();
    return operator;
  }
  /** The same, filled in from a template with a field. */
  async function template() {
    const { templates } = await owner.ask("saved");
    if (templates.length === 0) {
      const target = { subtree: estate.path, levels: [], roles: [], having: null };
      const said = { name: "集合", text: "到{地点}集合", kind: "notice", priority: "normal", target };
      await owner.act({ type: "keep_template", template: { id: uuid7(), ...said, answering: null, answer: null, minutes: null } });
    }
    await find(operator, estate.code, estate.name);
    await compose(operator, "");
    await operator.keyboard.press("Alt+t");
    await operator.locator(".ant-select-item-option", { hasText: "集合" }).waitFor();
    await operator.keyboard.press("Enter");
    return operator;
  }
  /** The order's board. */
  async function board() {
    await operator.$("view-dispatch").click();
    await operator.locator(`[data-testid="orders-row"][data-order="${order}"]`).click();
    await operator.$("board").waitFor();
  }
  async function noCompose() {
    await until("no order is composed", async () => {
      await operator.keyboard.press("Escape");
      return (await operator.$("compose").count()) === 0;
    });
  }

  /** How each field is reached, by its test id; what it makes of the text, where that is not the text itself. */
  const CASES = {
    "search-input": {
      open: async () => {
        await operator.keyboard.press("Control+k");
        return operator;
      },
      close: () => operator.keyboard.press("Escape"),
    },
    "compose-text": {
      open: async () => {
        await find(operator, estate.code, estate.name);
        await compose(operator, "");
        return operator;
      },
      close: () => operator.keyboard.press("Escape"),
    },
    "compose-unit": { open: () => composing("number"), close: noCompose },
    "compose-choices": { open: () => composing("choice"), close: noCompose },
    "keep-name": { open: () => composing("nothing", "compose-keep"), close: noCompose },
    "sketch-name": { open: sketching, close: noCompose },
    "template-field": { open: template, close: noCompose },
    "log-value": {
      open: async () => {
        const answer = { holds: "number", unit: "台" };
        const issued = await owner.issue(estate.path, "回报台数", { kind: "check", answer });
        await operator.$("view-dispatch").click();
        await operator.locator(`[data-testid="orders-row"][data-order="${issued.order}"]`).click();
        await operator.$("board").waitFor();
        await (await personRow(operator, (await recipients(owner, issued.order))[0])).click();
        await operator.keyboard.press("f");
        return operator;
      },
      close: () => operator.keyboard.press("Escape"),
    },
    "ladder-minutes": {
      open: async () => {
        await board();
        await operator.$("ladder-set").click();
        return operator;
      },
      close: () => operator.$("ladder-set").click(),
      find: (page) => page.$("ladder-minutes").first(),
    },
    "import-column": { open: grids, find: (page) => page.locator('[data-testid="import-field-code"] input') },
    "import-datum": { open: grids, find: (page) => page.$("import-datum").locator("input") },
    "import-scheme": { open: grids },
    "accept-note": { open: finding, close: noFinding },
    "accept-name": { open: finding, close: noFinding },
    "amend-line": { open: amending, close: noAmending, find: (page) => page.locator('[data-field="name"] input') },
    "amend-reason": { open: removing, close: noAmending },
    "amend-grid": { open: pairing, close: noAmending, find: (page) => page.$("amend-grid").locator("input") },
    "scheme-name": { open: scheme, close: noScheme },
    "scheme-reason": { open: review, close: noScheme },
    "edit-entry": {
      open: row,
      find: (page) => page.locator('[data-testid="edit-entry"][data-field="name"]'),
      close: noRow,
    },
    "call-find": { open: () => call(), close: gone("call-panel") },
    "call-words": { open: () => call(), close: gone("call-panel") },
    "call-instruction": { open: () => call(estate), close: gone("call-panel") },
    "missed-number": { open: () => call(), close: gone("call-panel") },
    "missed-why": { open: missedCall, close: gone("call-panel") },
    "alarm-why": { open: alarm, close: gone("alarm-panel") },
    "journal-search": { open: journal, close: gone("journal-panel") },
    "write-words": { open: writing, close: gone("journal-panel") },
    "watch-words": { open: watching, close: gone("watch-panel") },
    "watch-name": { open: watching, close: gone("watch-panel") },
    "watch-said": { open: watching, close: gone("watch-panel") },
    "end-reason": {
      open: async () => {
        await board();
        await operator.keyboard.press("Shift+F");
        return operator;
      },
      close: () => operator.keyboard.press("Escape"),
    },
    "log-words": {
      open: async () => {
        await board();
        await (await personRow(operator, (await recipients(owner, order))[0])).click();
        await operator.keyboard.press("r");
        return operator;
      },
      close: () => operator.keyboard.press("Escape"),
    },
    "eyes-words": {
      open: async () => {
        await operator.keyboard.press("Shift+H");
        await operator.$("eyes-words").waitFor();
        return operator;
      },
      close: () => operator.keyboard.press("Escape"),
    },
    "gateway-line": {
      open: gateway,
      close: noGateway,
      find: (page) => page.locator('[data-testid="gateway-line"][data-field="address"]'),
    },
    "gateway-area": {
      open: gateway,
      close: noGateway,
      find: (page) => page.locator('[data-testid="gateway-area"][data-field="text"]'),
    },
    "gateway-try-to": { open: trying, close: noGateway },
    "tianditu-review": { open: sky, close: noSky },
    "tianditu-address": { open: sky, close: noSky },
    "seat-code": {
      open: async () => {
        const stranger = await person(browser, desk);
        await stranger.goto(`${desk.address}/`);
        return stranger;
      },
    },
    "pair-code": {
      open: async () => {
        await field.goto(`${desk.address}/field`);
        return field;
      },
      text: "K7MQ2RXA",
      becomes: "K7MQ-2RXA",
    },
    "sheet-value": {
      open: async () => {
        const answer = { holds: "number", unit: "台" };
        const issued = await owner.issue(estate.path, "回报台数", { kind: "check", answer });
        const [post] = await recipients(owner, issued.order);
        const { code } = await owner.act({ type: "offer_pairing", post });
        const other = await phone(browser, desk);
        await other.goto(`${desk.address}/field#code=${code}`);
        await other.locator(`[data-testid="inbox-order"][data-order="${issued.order}"]`).click();
        await other.$("accept").click();
        await other.$("done").click();
        return other;
      },
    },
    "talk-words": { open: talk, close: noTalk },
    "talk-search": { open: talk, close: noTalk },
    "robot-name": {
      open: async () => {
        await talk();
        await operator.$("robot-sign").click();
        await operator.$("robot-new").click();
        await operator.$("robot-form").waitFor();
        return operator;
      },
      close: noTalk,
    },
    "talk-reason": {
      open: async () => {
        await talk();
        const message = { channel: estate.path, span: "here", priority: "normal", words: "水位正常" };
        await owner.act({ type: "send_message", message });
        await operator.$("talk-message").last().click();
        await operator.$("talk-withdraw").last().click();
        return operator;
      },
      close: noTalk,
    },
    "field-talk-words": { open: () => phoneTalk() },
    "field-talk-search": {
      open: async () => {
        const other = await phoneTalk();
        await other.$("talk-more").click();
        return other;
      },
    },
    "call-back-words": {
      open: async () => {
        const [post] = await recipients(owner, order);
        const { code } = await owner.act({ type: "offer_pairing", post });
        await field.goto(`${desk.address}/field#code=${code}`);
        await field.$("call-ask").click();
        return field;
      },
    },
    "report-words": {
      open: async () => {
        const [post] = await recipients(owner, order);
        const { code } = await owner.act({ type: "offer_pairing", post });
        await field.goto(`${desk.address}/field#code=${code}`);
        await field.$("front-report").click();
        return field;
      },
    },
    "incident-words": { open: () => reported("assign"), close: noReport },
    "incident-basis": { open: () => reported("return"), close: noReport },
    "incident-party": {
      open: () => reported("assign"),
      close: noReport,
      find: (page) => page.$("incident-party").locator("input"),
    },
    "incident-assisting": {
      open: () => reported("assign"),
      close: noReport,
      find: (page) => page.$("incident-assisting").locator("input"),
    },
    "whistle-words": {
      open: async () => {
        await reported("assign");
        await operator.$("whistle-begin").click();
        return operator;
      },
      close: () => operator.$("whistle-form").locator("button").filter({ hasText: "Esc" }).click(),
    },
    "whistle-said": { open: () => whistled("end"), close: noWhistle },
    "whistle-task-what": {
      open: async () => {
        await whistled("note");
        await operator.$("whistle-task-add").click();
        return operator;
      },
      close: noWhistle,
    },
    "recheck-words": {
      open: looking,
      close: () => operator.$("recheck-form").locator("button").filter({ hasText: "Esc" }).click(),
    },
    "recheck-said": {
      open: async () => {
        await looking();
        await operator.$("recheck-words").fill("看井盖");
        await operator.$("recheck-do").click();
        await operator.$("recheck-stop").click();
        return operator;
      },
      close: () => operator.$("recheck-tell-form").locator("button").filter({ hasText: "Esc" }).click(),
    },
    "whistle-rate-words": {
      open: async () => {
        const [post] = await recipients(owner, order);
        const other = await phone(browser, desk);
        const { code } = await owner.act({ type: "offer_pairing", post });
        await other.goto(`${desk.address}/field#code=${code}`);
        const spot = { at: "grid", path: estate.path };
        const report = { kind: "facility", urgency: "normal", words: "井盖缺失", spot, attachments: [], seen: new Date().toISOString() };
        const { incident } = await owner.act({ type: "make_report", report });
        const called = [{ party: { who: "grid", id: estate.path } }];
        const { whistle } = await owner.act({ type: "blow_whistle", whistle: { incident, kind: "daily", words: "到现场", called } });
        await owner.act({ type: "handle_whistle", whistle, step: { step: "end", words: "好了" } });
        await other.locator(`[data-whistle="${whistle}"]`).locator('[data-testid="whistle-rate_caller"]').click();
        return other;
      },
    },
    "whistle-for": {
      open: async () => {
        const [post] = await recipients(owner, order);
        const other = await phone(browser, desk);
        const { code } = await owner.act({ type: "offer_pairing", post });
        await other.goto(`${desk.address}/field#code=${code}`);
        const spot = { at: "grid", path: estate.path };
        const report = { kind: "facility", urgency: "normal", words: "护栏倒了", spot, attachments: [], seen: new Date().toISOString() };
        const { incident } = await owner.act({ type: "make_report", report });
        await owner.act({ type: "handle_incident", incident, step: { step: "accept" } });
        const lead = { who: "grid", id: estate.path };
        await owner.act({ type: "handle_incident", incident, step: { step: "assign", lead, assisting: [], words: "请处置" } });
        await other.locator(`[data-testid="task"][data-incident="${incident}"]`).click();
        await other.$("whistle-blow").click();
        return other;
      },
    },
    "incident-post": {
      open: registering,
      close: noRegister,
      find: (page) => page.$("incident-post").locator("input"),
    },
    "register-category": {
      open: registering,
      close: noRegister,
      find: (page) => page.$("register-category").locator("input"),
    },
    "tables-search": { open: tables, close: noTables },
    "tables-source": { open: drafting, close: noTables },
    "table-cell": { open: drafting, close: noTables, find: (page) => page.$("table-category_1").locator("input") },
    "table-choice": {
      open: () => drafting("routing"),
      close: noTables,
      find: (page) => page.$("table-category").locator("input"),
    },
    "charge-words": { open: charging, close: noCharge },
    "charge-owner": { open: charging, close: noCharge, find: (page) => page.$("charge-owner").locator("input") },
    "charge-result": { open: charged, close: noCharge, find: (page) => page.$("charge-result").first() },
    "register-words": { open: registering, close: noRegister },
    "register-foreign": { open: registering, close: noRegister },
    "register-address": {
      open: async () => {
        await registering();
        await operator.$("register-at-address").click();
        return operator;
      },
      close: noRegister,
    },
    "caller-line": {
      open: registering,
      close: noRegister,
      find: (page) => page.locator('[data-testid="caller-line"][data-field="name"]'),
    },
    "caller-words": { open: () => caller("caller-look"), close: noCaller("caller-look-form") },
    "caller-settle-words": { open: () => caller("caller-hold"), close: noCaller("caller-settle-form") },
    "hotline-pasted": {
      open: async () => {
        await operator.keyboard.press("Alt+h");
        await operator.$("hotline").waitFor();
        return operator;
      },
      close: () => operator.keyboard.press("Escape"),
    },
    "sensors-address": {
      open: async () => {
        await operator.keyboard.press("Shift+Alt+s");
        await operator.$("sensors-address").waitFor();
        return operator;
      },
      close: () => operator.keyboard.press("Escape"),
    },
    "intake-name": { open: intake, close: noIntake },
    "intake-days": { open: intake, close: noIntake },
    "retention-days": {
      open: async () => {
        await operator.keyboard.press("Alt+v");
        await operator.$("callers-retention").click();
        return operator;
      },
      close: () => operator.keyboard.press("Escape"),
    },
    "recording-days": { open: recordings, close: noRecordings },
    "recording-why": {
      open: async () => {
        recorded ??= record();
        await recorded;
        await recordings();
        await operator.$("recording-listen").first().click();
        return operator;
      },
      close: noRecordings,
    },
    "report-caller-line": {
      open: async () => {
        const [post] = await recipients(owner, order);
        const { code } = await owner.act({ type: "offer_pairing", post });
        await field.goto(`${desk.address}/field#code=${code}`);
        await field.$("front-report").click();
        await field.$("report-caller").click();
        return field;
      },
      find: (page) => page.locator('[data-testid="report-caller-line"][data-field="name"]'),
    },
    "sheet-words": {
      open: async () => {
        const [post] = await recipients(owner, order);
        const { code } = await owner.act({ type: "offer_pairing", post });
        await field.goto(`${desk.address}/field#code=${code}`);
        await field.locator(`[data-testid="inbox-order"][data-order="${order}"]`).click();
        await field.$("refuse").click();
        return field;
      },
    },
  };

  test("every text field of the sources has its case here", async () => {
    const fields = await textFields();
    assert.deepEqual(fields.filter(({ id }) => id === null), [], "a text field without a test id");
    assert.deepEqual([...new Set(fields.map(({ id }) => id))].sort(), [...Object.keys(CASES), ...IN_THE_WINDOW].sort());
  });

  for (const [id, { open, close, find: inputOf = (page) => page.$(id), text = "请核查排水泵", becomes = text }] of Object.entries(CASES)) {
    for (const [how, number] of [["reports what is pressed", null], ["reports 229", TAKEN]]) {
      test(`${id} is left alone by keys, keeps Enter and gets the text whole; the input method ${how}`, async () => {
        const page = await open();
        const input = inputOf(page);
        await input.waitFor();
        await input.fill("");
        await input.focus();
        const asked = [];
        const note = (request) => request.method() === "POST" && /\/(act|pair)$/.test(request.url()) && asked.push(request.url());
        page.on("request", note);
        const before = await standing(page);
        const isOneLine = await input.evaluate((element) => element instanceof HTMLInputElement);
        assert.ok(await input.evaluate((element) => element === document.activeElement));

        const devtools = await page.context().newCDPSession(page);
        await devtools.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
        for (const [key, code, plain, modifiers = 0] of KEYS) {
          const numbers = { windowsVirtualKeyCode: number ?? plain, nativeVirtualKeyCode: number ?? plain };
          const press = { key, code, modifiers, ...numbers };
          // A raw key is a key without its letter: that, the input method has taken. An Enter may come whole.
          const whole = key === "Enter" && isOneLine ? { type: "keyDown", text: "\r" } : { type: "rawKeyDown" };
          await devtools.send("Input.dispatchKeyEvent", { ...whole, ...press });
          await devtools.send("Input.dispatchKeyEvent", { type: "keyUp", ...press });
          // Pressed for another word: what was composed stays under its hands.
          await devtools.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
        }
        assert.deepEqual(await standing(page), before);
        await devtools.send("Input.insertText", { text });
        assert.equal(await input.inputValue(), becomes);
        assert.deepEqual(await standing(page), before);
        assert.deepEqual(asked, []);
        assert.deepEqual(page.faults.splice(0), []);

        page.off("request", note);
        await devtools.detach();
        await close?.();
        if (![operator, importer, field].includes(page)) await page.context().close();
      });
    }
  }

  /** What a shortcut would change. */
  function standing(page) {
    return page.evaluate(() => ({
      address: location.href,
      theme: document.documentElement.dataset.theme,
      language: document.documentElement.lang,
      dialogs: [...document.querySelectorAll("[role=dialog], dialog[open]")].map((one) => one.ariaLabel),
      tabs: [...document.querySelectorAll("[role=tab][aria-selected=true]")].map((one) => one.textContent),
      isFocused: document.activeElement?.dataset.testid ?? null,
    }));
  }
});
