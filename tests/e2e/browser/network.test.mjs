// Phones on the network: a name that is not this machine's own, TLS, and a browser that trusts the store's CA or not.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createHash, X509Certificate } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { request as plainRequest } from "node:http";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, describe, test } from "node:test";
import { connect } from "node:tls";
import { promisify } from "node:util";
import { findings } from "../lib/axe.mjs";
import { openBrowser, phone, says } from "../lib/browser.mjs";
import { estateBelow, gridNamed, row } from "../lib/district.mjs";
import { demonstration, NETWORK } from "../lib/house.mjs";
import { leaving } from "../lib/leaving.mjs";
import { until } from "../lib/until.mjs";

const NAME = "desk.wutu.test";
const FLAGS = [`--host-resolver-rules=MAP ${NAME} ${NETWORK}`];
/** What Chromium takes on its warning for "go on without trust". */
const GO_ON = "thisisunsafe";
const run = promisify(execFile);

describe("a phone on the network", () => {
  let house, desk, owner, home, trusting, stranger, address, trustAddress, ca;
  let estate, posts;
  let page;
  const atTheEnd = leaving();
  const afterEachTest = leaving();

  before(async () => {
    house = await demonstration(atTheEnd);
    desk = await house.serveNetwork(NAME);
    owner = await desk.owner();
    const street = await gridNamed(owner, "荷花路街道");
    const found = await estateBelow(owner, street.grid.path, 3);
    estate = found.card.grid;
    posts = found.heads;
    address = new URL(desk.network.field).origin;
    trustAddress = new URL(desk.network.trust);
    ca = (await inTheOpen("/wutu-ca.pem")).body.toString();

    home = await mkdtemp(join(tmpdir(), "wutu-e2e-home-"));
    atTheEnd(() => rm(home, { recursive: true, force: true }));
    trusting = await openBrowser(atTheEnd, { env: { HOME: await trusted(home, ca) }, flags: FLAGS });
    stranger = await openBrowser(atTheEnd, { env: { HOME: join(home, "stranger") }, flags: FLAGS });
  });
  after(() => atTheEnd.all());
  afterEach(async () => {
    const faults = page?.faults ?? [];
    await page?.context().close();
    page = undefined;
    await afterEachTest.all();
    assert.deepEqual(faults, []);
  });

  const offer = async (post) => (await owner.act({ type: "offer_pairing", post: post.id })).code;
  const ordered = async (text) => (await owner.issue(estate.path, text)).order;
  const card = (order) => page.locator(`[data-testid="inbox-order"][data-order="${order}"]`);
  const reaches = (order, post, progress) =>
    until(`${progress} on the board`, async () => (await row(owner, order, post.id)).progress === progress);

  async function paired(post) {
    await page.$("pair-code").fill(await offer(post));
    await page.$("pair-go").click();
    await says(page.$("link"), "已连");
  }

  test("with the CA trusted: a secure page, paired, an order accepted, and the page opens again without a network", async () => {
    page = await phone(trusting, { address });
    await page.goto(`${address}/field`);
    assert.equal(await page.evaluate(() => window.isSecureContext), true);
    await paired(posts[0]);
    const order = await ordered("检查地下室水泵");
    await card(order).click();
    await page.$("accept").click();
    await reaches(order, posts[0], "accepted");
    assert.equal(await page.$("untrusted").count(), 0);

    const cookies = await page.context().cookies();
    assert.deepEqual(cookies.map(({ secure, httpOnly }) => ({ secure, httpOnly })), [{ secure: true, httpOnly: true }]);
    assert.match(cookies[0].name, /^wutu_token_/);
    await page.evaluate(() => navigator.serviceWorker.ready.then(({ active }) => active.scriptURL));
    await page.context().setOffline(true);
    await page.goto(`${address}/field`);
    await says(page.$("link"), "离线");
    await card(order).waitFor();
    await page.context().setOffline(false);
    await says(page.$("link"), "已连");
  });

  test("without trust the browser warns; who goes on gets orders and answers them, and is told what is missing", async () => {
    page = await phone(stranger, { address });
    await assert.rejects(page.goto(`${address}/field`), /ERR_CERT_AUTHORITY_INVALID/);
    await until("the warning to give way", async () => {
      await page.keyboard.type(GO_ON);
      await page.$("pair-code").waitFor({ timeout: 3000 });
      return true;
    });
    await paired(posts[1]);
    const order = await ordered("没有信任证书的手机");
    await card(order).click();
    await page.$("accept").click();
    await reaches(order, posts[1], "accepted");
    await page.$("order-back").click();
    await says(page.$("untrusted"), /断网后重新打开本页会打不开/);
    assert.deepEqual(await findings(page, "untrusted"), []);
    assert.equal(await page.$("trust-page").getAttribute("href"), desk.network.trust);
    assert.equal(await page.evaluate(() => navigator.serviceWorker.getRegistration("/field").then((one) => one ?? null)), null);

    await page.$("untrusted").getByRole("button").click();
    await page.$("untrusted").waitFor({ state: "detached" });
    await page.reload();
    await says(page.$("link"), "已连");
    assert.equal(await page.$("untrusted").count(), 0);
  });

  test("a phone whose token was revoked says so and forgets its orders", async () => {
    page = await phone(trusting, { address });
    await page.goto(`${address}/field`);
    await paired(posts[2]);
    const order = await ordered("收回手机前的指令");
    await card(order).waitFor();
    const { devices } = await owner.ask("devices");
    for (const { id, grant, revoked } of devices) {
      if (grant.post === posts[2].id && revoked === null) await owner.act({ type: "revoke_device", device: id });
    }
    await says(page.$("pair-ended"), /配对已经结束/);
    assert.equal(await page.evaluate(() => localStorage.getItem("wutu.field.inbox")), null);
  });

  test("the page in the open gives out the CA and its fingerprint, and nothing else", async () => {
    const { body, headers } = await inTheOpen("/");
    const html = body.toString();
    const { fingerprint } = desk.network;
    assert.match(html, new RegExp(fingerprint));
    assert.doesNotMatch(html, /<script|<form|<img/);
    assert.match(headers["content-security-policy"], /default-src 'none'/);
    assert.equal(headers["set-cookie"], undefined);

    const { body: der } = await inTheOpen("/wutu-ca.crt");
    const certificate = new X509Certificate(der);
    assert.equal(certificate.ca, true);
    assert.equal(certificate.fingerprint256, fingerprint);
    assert.equal(createHash("sha256").update(new X509Certificate(ca).raw).digest("hex"), fingerprint.replaceAll(":", "").toLowerCase());
    const shown = await leaf();
    assert.equal(shown.checkIssued(certificate), true);
    assert.match(shown.subjectAltName, new RegExp(`DNS:${NAME}`));

    const elsewhere = ["/field", "/field-worker.js", "/index.html", "/assets/", "/tiles/base/0/0/0", "/api/door", "/api/ask"];
    for (const path of elsewhere) assert.equal((await inTheOpen(path)).status, 404, path);
    for (const path of ["/api/ask", "/api/pair", "/field/api/pair"]) {
      assert.ok([404, 405].includes((await inTheOpen(path, { method: "POST" })).status), path);
    }
  });

  test("another name, another site's page and plain http get nothing", async () => {
    const asked = { method: "POST", path: "/field/api/ask", body: JSON.stringify({ question: { type: "inbox" } }) };
    const own = `${NAME}:${new URL(address).port}`;
    const code = async (headers) => JSON.parse((await knock({ ...asked, headers })).body).code;
    assert.equal(await code({ host: own, origin: `https://${own}` }), "seat.none");
    for (const host of ["evil.example", `evil.example:${new URL(address).port}`, "127.0.0.1", `${NAME}.evil.example`]) {
      assert.equal(await code({ host }), "door.host", host);
    }
    for (const origin of ["https://evil.example", `http://${own}`, `https://${NAME}.evil.example`, "null", desk.address]) {
      assert.equal(await code({ host: own, origin }), "door.origin", origin);
    }
    assert.equal(await code({ host: own, "sec-fetch-site": "cross-site" }), "door.origin");

    await assert.rejects(plain(new URL(address).port, "/field"));
  });

  test("the owner's token of this machine is worth nothing on the network", async () => {
    const token = await desk.ownersToken();
    const headers = { host: `${NAME}:${new URL(address).port}`, authorization: `Bearer ${token}` };
    const answer = await knock({ method: "POST", path: "/api/ask", headers, body: JSON.stringify({ question: { type: "district" } }) });
    assert.equal(JSON.parse(answer.body).code, "seat.none");
  });

  /** Asks the door as nobody's browser would, past any name service. */
  function knock({ body, ...asked }) {
    const { port } = new URL(address);
    const headers = { "content-type": "application/json", ...asked.headers };
    return answered(request({ ...asked, headers, host: NETWORK, port, servername: NAME, ca }), body);
  }

  const inTheOpen = (path, options) => plain(trustAddress.port, path, options);

  function plain(port, path, { method = "GET" } = {}) {
    return answered(plainRequest({ host: NETWORK, port, path, method }));
  }

  /** The certificate that the door shows. */
  function leaf() {
    return new Promise((found, failed) => {
      const socket = connect({ host: NETWORK, port: new URL(address).port, servername: NAME, ca }, () => {
        found(socket.getPeerX509Certificate());
        socket.end();
      }).once("error", failed);
    });
  }
});

function answered(asking, body) {
  return new Promise((done, failed) => {
    asking.once("error", failed);
    asking.once("response", (response) => {
      const parts = [];
      response.on("data", (part) => parts.push(part)).once("error", failed);
      response.once("end", () => done({ status: response.statusCode, headers: response.headers, body: Buffer.concat(parts) }));
    });
    asking.end(body);
  });
}

/** A home in which a browser trusts this CA, as after the steps of the trust page. */
async function trusted(home, ca) {
  const shelf = join(home, ".pki/nssdb");
  const file = join(home, "wutu-ca.pem");
  await mkdir(shelf, { recursive: true });
  await writeFile(file, ca);
  await run("certutil", ["-N", "--empty-password", "-d", `sql:${shelf}`]);
  await run("certutil", ["-A", "-t", "C,,", "-n", "wutu", "-i", file, "-d", `sql:${shelf}`]);
  return home;
}
