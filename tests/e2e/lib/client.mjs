// The desk over HTTP, as a paired device or as the store's owner: what the pages use, and nothing else.

import { randomBytes } from "node:crypto";

/** The desk said no, or could not. */
export class Failed extends Error {
  constructor(status, failure) {
    super(`${status} ${failure?.code}: ${failure?.message}`);
    this.status = status;
    this.code = failure?.code;
    this.failure = failure;
  }
}

export class Client {
  #token;

  constructor(address, token) {
    this.address = address;
    this.#token = token;
  }

  /** Shows a one-time code. */
  static async pair(address, code, commandId = uuid7()) {
    const paired = await post(`${address}/api/pair`, { code, command_id: commandId });
    return Object.assign(new Client(address, paired.token), { paired });
  }

  /** Does something; the same command id again gets the first answer again. */
  act(action, commandId = uuid7()) {
    return post(`${this.address}/api/act`, { command_id: commandId, action }, this.#token);
  }

  ask(type, fields = {}) {
    return post(`${this.address}/api/ask`, { question: { type, ...fields } }, this.#token);
  }

  /** Says something of an order, as a phone does. */
  mark(order, post, mark, commandId = uuid7()) {
    return this.act({ type: "mark_receipt", order, post, mark, way: "device" }, commandId);
  }

  /** A phone for `post`, paired with a code that this client offers. */
  async pairPhone(post) {
    const { code } = await this.act({ type: "offer_pairing", post });
    return Object.assign(await Client.pair(this.address, code), { post });
  }

  issue(path, text, change = {}, commandId = uuid7()) {
    return this.act({ type: "issue_order", draft: draft(path, text, change) }, commandId);
  }
}

/** An order to `path` and all below, to be changed. */
export function draft(path, text, { levels = [], roles = [], having = null, ...change } = {}) {
  const target = { subtree: path, levels, roles, having };
  return { text, kind: "notice", priority: "urgent", target, deadline: null, answering: null, ...change };
}

async function post(address, body, token) {
  const response = await fetch(address, {
    method: "POST",
    headers: { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  });
  const value = await response.json().catch(() => null);
  if (!response.ok) throw new Failed(response.status, value);
  return value;
}

/** A UUID of version 7. */
export function uuid7() {
  const time = Date.now().toString(16).padStart(12, "0");
  const chance = randomBytes(10);
  chance[0] = 0x70 | (chance[0] & 0x0f);
  chance[2] = 0x80 | (chance[2] & 0x3f);
  const hex = time + chance.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
