/**
 * Browser client of the real-time hub: rooms, presence and reconnection over WebSocket, or over Server-Sent Events
 * and POST where a WebSocket cannot be opened. One module, no dependency; speaks `realtime.v1` (docs/protocol.md).
 *
 *     import { connect } from '/realtime.js';
 *     const client = connect({ url: '/realtime', sse: '/events' });
 *     const room = client.join('lobby', { history: 50, presence: true });
 *     room.on('message', m => show(m.from, m.data));
 *     await room.publish('chat', { text: 'Good morning.' });
 *
 * @typedef {{epoch: string, offset: number}} Position
 * @typedef {{device?: string, status: string, since: number}} Meta  one session of somebody present
 * @typedef {{room?: string, inbox?: true, epoch?: string, offset?: number, type: string, from?: string, at: number,
 *   data: any, class?: string, past: boolean}} Message  `past`: from before the join, or recovered after a lost link
 * @typedef {{room?: string, inbox?: true, epoch?: string, from?: number, to?: number, lost?: number}} Gap
 * @typedef {{name: 'connecting'|'open'|'waiting'|'closed', transport?: 'websocket'|'sse', attempt: number,
 *   retryAt?: number, code?: number, reason?: string}} State  `retryAt`: epoch ms; `code`: why the last link ended
 * @typedef {{url?: string, sse?: string, transport?: 'auto'|'websocket'|'sse', params?: Record<string, string>,
 *   token?: string | (() => string | Promise<string>), device?: string, withCredentials?: boolean}} Options
 */

const FIRST_DELAY = 500;
const LONGEST_DELAY = 30_000;
const PATIENCE = 10_000; // beyond the heartbeat, and for a link to open and be welcomed
const PROBE = 5_000;
const WORTH_A_RETRY = new Set(['unavailable', 'rate_limited', 'internal']);

/** A command that was refused, or whose outcome is not known. */
export class RealtimeError extends Error {
  /**
   * @param {string} code an error code of the protocol. `unavailable`: nothing happened. `unknown`: the link was lost
   *   before the answer came, so the command may have been done; repeat it with the same `key`
   * @param {string} [reason]
   * @param {number} [retryAfter] milliseconds
   */
  constructor(code, reason, retryAfter) {
    super(reason || code);
    this.name = 'RealtimeError';
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

const refusal = reply => new RealtimeError(reply.code, reply.reason, reply.retryAfter);
const comesBack = code => code !== 1000 && !(code >= 4500 && code <= 4999);

class Emitter {
  /** @type {Map<string, Set<Function>>} */
  #listeners = new Map();

  /**
   * Calls `listener` at each event `name`. A listener that throws is reported and disturbs nobody else.
   * @param {string} name
   * @param {(event: any) => void} listener
   * @returns {() => void} stops it
   */
  on(name, listener) {
    if (!this.#listeners.has(name)) this.#listeners.set(name, new Set());
    const set = this.#listeners.get(name);
    set.add(listener);
    return () => void set.delete(listener);
  }

  /** @internal */
  _emit(name, event) {
    for (const listener of [...(this.#listeners.get(name) ?? [])]) {
      try {
        listener(event);
      } catch (e) {
        reportError(e);
      }
    }
  }
}

/** A place in one stream. It moves by `message`, by `gap` and by the ack of a join without `since`, by nothing else. */
class Cursor {
  /** @type {Position | undefined} where to continue after a lost link */
  at;
  #epoch; // of what arrives on this link
  #seen = -1; // what arrives up to here was delivered already
  #tail = -1; // what arrives up to here is not live
  #owesGap = false;

  joined({ epoch, offset, recovered }, since) {
    this.#epoch = epoch;
    this.#tail = offset ?? -1;
    this.#owesGap = since && recovered === false;
    if (!since && offset !== undefined) this.at = { epoch, offset };
    if (!since || this.#owesGap) this.#seen = -1;
  }

  /** @returns {boolean} false for a repeat */
  take(message) {
    message.past = message.offset <= this.#tail;
    if (message.offset === undefined) return true;
    this.#epoch = message.epoch ??= this.#epoch;
    if (this.at?.epoch === this.#epoch && message.offset <= this.#seen) return false;
    this.#move(message.offset);
    return true;
  }

  skip(gap) {
    this.#epoch = gap.epoch ??= this.#epoch;
    this.#owesGap = false;
    this.#move(gap.to);
  }

  /** True once when the hub said `recovered: false` and no gap told what that means. */
  unexplained() {
    const owed = this.#owesGap;
    this.#owesGap = false;
    return owed;
  }

  #move(offset) {
    this.at = { epoch: this.#epoch, offset };
    this.#seen = offset;
  }
}

/**
 * A room this client is in; it is joined again, from the last position, after each reconnection.
 *
 * Events: `joined` {recovered?}, `message` {@link Message}, `presence` {@link Room}, `gap` {@link Gap},
 * `error` {@link RealtimeError} (the join was refused; `state` says whether it will be tried again).
 */
class Room extends Emitter {
  /** @type {'joining'|'joined'|'refused'|'left'} */
  state = 'joining';
  /** Who is there, one meta a session; empty while `countOnly`. @type {Map<string, Meta[]>} */
  present = new Map();
  /** How many identities are there. */
  count = 0;
  /** The room is too large for names: only `count` is kept; ask `members`. */
  countOnly = false;
  #cursor = new Cursor();
  #revision = -1;
  #client;

  /** @internal */
  constructor(client, name, { history = 0, presence = false } = {}) {
    super();
    this.#client = client;
    this.name = name;
    this.options = { history, presence };
  }

  /** The position to continue from. @returns {Position | undefined} */
  get position() {
    return this.#cursor.at;
  }

  /**
   * Publishes to the room. Order among the publishes of one client is kept.
   * @param {string} type
   * @param {any} data a JSON value
   * @param {{key?: string, class?: 'normal'|'ephemeral'|'critical', conflate?: string, echo?: boolean}} [options]
   * @returns {Promise<{epoch?: string, offset?: number}>} rejects with a {@link RealtimeError}
   */
  publish(type, data, options) {
    return this.#client._request({ op: 'publish', room: this.name, type, data, ...options });
  }

  /**
   * Asks for kept messages, oldest first; bounds are exclusive offsets of the current epoch.
   * @param {{before?: number, after?: number, limit?: number}} [range]
   * @returns {Promise<{messages: Message[], more: boolean}>}
   */
  history(range) {
    return this.#client._request({ op: 'history', room: this.name, limit: 50, ...range });
  }

  /**
   * Asks who is there, a page at a time.
   * @param {{after?: string, limit?: number}} [page]
   * @returns {Promise<{members: {identity: string, metas: Meta[]}[], count: number, more: boolean}>}
   */
  members(page) {
    return this.#client._request({ op: 'members', room: this.name, ...page });
  }

  /** Leaves; nothing of the room arrives any more. @returns {Promise<void>} */
  leave() {
    return this.#client._leave(this);
  }

  /** @internal */
  _joinCommand() {
    const since = this.position;
    const { presence, history } = this.options;
    const command = { op: 'join', room: this.name, presence };
    return since ? { ...command, since } : history ? { ...command, history } : command;
  }

  /** @internal */
  _joined(ack, since) {
    this.#cursor.joined(ack, since);
    this.state = 'joined';
    this._emit('joined', { recovered: ack.recovered });
  }

  /** @internal */
  _detached() {
    if (this.state === 'joined') this.state = 'joining';
    this.#revision = -1;
  }

  /** @internal */
  _take(message) {
    // Before its ack and after `leave` nothing of a room is expected; what still arrives belongs to an earlier stay.
    if (this.state !== 'joined' || (!message.inbox && !this.#cursor.take(message))) return false;
    if (!message.inbox && message.offset !== undefined && this.#cursor.unexplained()) {
      this._gap({ room: this.name, epoch: message.epoch });
    }
    this._emit('message', message);
    return true;
  }

  /** @internal */
  _gap(gap) {
    if (this.state !== 'joined') return;
    if (gap.to !== undefined) this.#cursor.skip(gap);
    this._emit('gap', gap);
    this.#client._emit('gap', gap);
  }

  /** @internal */
  _presence({ rev, state, joins, leaves, updates, count }) {
    if (!state && rev <= this.#revision) return;
    const diff = joins || leaves || updates;
    if (diff && this.#revision < 0) return; // a difference to a state that never came
    this.#revision = rev;
    this.countOnly = !state && !diff;
    if (state || this.countOnly) this.present.clear();
    for (const set of [state, joins, updates]) {
      for (const [identity, metas] of Object.entries(set ?? {})) this.present.set(identity, metas);
    }
    for (const identity of Object.keys(leaves ?? {})) this.present.delete(identity);
    this.count = count ?? this.present.size;
    this._emit('presence', this);
  }
}

/** @returns a link over WebSocket; `on` hears nothing more after `drop` */
function webSocketLink(url, on) {
  const socket = new WebSocket(url, ['realtime.v1']);
  socket.onmessage = e => on.text(e.data);
  socket.onclose = e => on.closed(e.code, e.reason);
  const drop = () => {
    socket.onmessage = socket.onclose = null;
    socket.close(1000);
  };
  const send = command => socket.readyState === WebSocket.OPEN && socket.send(JSON.stringify(command));
  socket.onopen = () => on.opened();
  return { transport: 'websocket', send, drop };
}

/** @returns a link over Server-Sent Events down and POST up; one POST at a time, so that commands stay in order */
function eventStreamLink(url, postUrl, withCredentials, on) {
  const source = new EventSource(url, { withCredentials });
  const queue = [];
  let posting = false;
  let live = true;
  const drop = () => {
    live = false;
    source.close();
  };
  const die = reason => live && (drop(), on.closed(1006, reason));
  const post = (commands, keepalive) =>
    fetch(postUrl, {
      method: 'POST',
      headers: {
        'Content-Type': commands.length > 1 ? 'application/x-ndjson' : 'application/json',
        'X-Realtime-Secret': link.secret,
      },
      credentials: withCredentials ? 'include' : 'same-origin',
      body: commands.map(c => c.json).join('\n'),
      keepalive,
    });
  const takeBatch = () => {
    let size = 0;
    const fits = ({ json }) => (size += json.length + 1) <= 16_384;
    let n = 1;
    for (fits(queue[0]); n < queue.length && fits(queue[n]); n++);
    return queue.splice(0, n);
  };
  const pump = async () => {
    posting = true;
    while (queue.length && live) {
      const batch = takeBatch();
      try {
        const { status } = await post(batch);
        if (status === 413) {
          for (const { id } of batch)
            on.object({ op: 'error', id, code: 'too_large', reason: 'too large for one POST' });
        } else if (status !== 202) die(`POST was answered ${status}`);
      } catch {
        die('POST failed');
      }
    }
    posting = false;
  };
  const send = command => {
    const entry = { id: command.id, json: JSON.stringify(command) };
    // `bye` is sent while the page may be going away: it overtakes what waits, and outlives the page.
    if (command.op === 'bye') return void post([entry], true).catch(() => {});
    queue.push(entry);
    if (!posting) pump();
  };
  source.onmessage = e => on.text(e.data);
  // The browser's own reconnection knows nothing of backoff and close codes: the client does it for both transports.
  source.onerror = () => die('');
  const link = { transport: 'sse', send, drop, secret: '' };
  return link;
}

/**
 * A connection to the hub that comes back by itself.
 *
 * Events: `state` {@link State}, `message` {@link Message} (of every room, and direct ones), `presence` {@link Room},
 * `gap` {@link Gap}, `goaway` {reason, reconnectAfter}, `error` {@link RealtimeError} (of what nobody awaits).
 */
class Client extends Emitter {
  /** @type {State} */
  state = { name: 'closed', attempt: 0 };
  /** Who the hub says we are; known from the first welcome on. @type {string | undefined} */
  identity;
  /** The last welcome: session, limits, server. */
  welcome;
  /** @type {Map<string, Room>} */
  rooms = new Map();
  #options;
  #inbox = new Cursor();
  #link; // of the newest attempt; events of an older one find themselves replaced
  #pending = new Map(); // of this link: id -> function of the reply
  #nextId = 1;
  #attempt = 0;
  #delay = FIRST_DELAY;
  #retryTimer;
  #watchTimer;
  #heard = 0;
  #page; // ends the listeners on window and document
  #webSocketFailures = 0;
  #webSocketWorked = false;
  #preferStream = false;

  /** @internal */
  constructor(options) {
    super();
    this.#options = { url: '/realtime', sse: '/events', transport: 'auto', ...options };
  }

  /** Connects now: after `closed`, or to cut a wait short. Does nothing while connecting or open. */
  connect() {
    if (this.state.name === 'connecting' || this.state.name === 'open') return;
    clearTimeout(this.#retryTimer);
    if (!this.#page) {
      const { signal } = (this.#page = new AbortController());
      globalThis.addEventListener('online', () => this.#nudge(), { signal });
      globalThis.addEventListener('offline', () => this.#probe(), { signal });
      globalThis.document?.addEventListener('visibilitychange', () => document.hidden || this.#nudge(), { signal });
    }
    this.#open();
  }

  /**
   * Joins a room, now or as soon as there is a connection, and again after each reconnection.
   * @param {string} name
   * @param {{history?: number, presence?: boolean}} [options] `history`: so many of the latest messages first
   * @returns {Room} the same for the same name, until it is left
   */
  join(name, options) {
    let room = this.rooms.get(name);
    if (!room) {
      room = new Room(this, name, options);
      this.rooms.set(name, room);
      if (this.state.name === 'open') this.#join(room);
    }
    return room;
  }

  /**
   * Sends to one identity.
   * @param {string} to
   * @param {string} type
   * @param {any} data
   * @param {{key?: string, class?: 'normal'|'ephemeral'|'critical'}} [options]
   * @returns {Promise<{offset?: number, delivery: 'sent'|'queued'}>}
   */
  send(to, type, data, options) {
    return this._request({ op: 'send', to, type, data, ...options });
  }

  /** Says `bye` and stays away until `connect`. Commands without an answer reject as `unknown`. */
  close() {
    clearTimeout(this.#retryTimer);
    this.#page?.abort();
    this.#page = undefined;
    if (this.state.name === 'open') this.#link.send({ op: 'bye' });
    this.#release('closed by this client');
    this.#become('closed', { code: 1000, reason: 'closed by this client' });
  }

  /** @internal */
  _request(command) {
    return new Promise((resolve, reject) => {
      if (this.state.name !== 'open') {
        reject(new RealtimeError('unavailable', 'not connected; nothing was sent'));
        return;
      }
      this.#send(command, reply => {
        const { op, id, ...result } = reply;
        if (op === 'ack') resolve(result);
        else reject(refusal(reply));
      });
    });
  }

  /** @internal */
  async _leave(room) {
    if (this.rooms.get(room.name) !== room) return;
    this.rooms.delete(room.name);
    room.state = 'left';
    if (this.state.name === 'open') await this._request({ op: 'leave', room: room.name });
  }

  #become(name, detail) {
    this.state = Object.freeze({ name, attempt: this.#attempt, transport: this.#link?.transport, ...detail });
    this._emit('state', this.state);
  }

  /** @param {boolean} [instead] of the WebSocket that has just failed */
  async #open(instead) {
    const { url, sse, transport, params, device, withCredentials } = this.#options;
    const attempt = {}; // stands for the link until there is one
    this.#link = attempt;
    this.#attempt++;
    this.#become('connecting');
    let token = this.#options.token;
    try {
      if (typeof token === 'function') token = await token();
    } catch (e) {
      this._emit('error', e);
      if (this.#link === attempt) this.#lost(1006, 'no credentials');
      return;
    }
    if (this.#link !== attempt) return;
    const webSocket = transport === 'websocket' || (transport === 'auto' && !instead && !this.#preferStream);
    const address = (path, extra) => {
      const target = new URL(path, globalThis.location?.href);
      for (const [name, value] of [...Object.entries(params ?? {}), ...extra]) {
        if (value !== undefined) target.searchParams.append(name, value);
      }
      if (webSocket) target.protocol = target.protocol.replace('http', 'ws');
      return target;
    };
    let link;
    const mine =
      call =>
      (...args) =>
        link === this.#link && call(...args);
    const on = {
      opened: mine(() => link.send({ op: 'hello', token, device, client: 'realtime.js/1' })),
      text: text => {
        if (typeof text !== 'string') return;
        for (const line of text.split('\n')) if (line.trim()) on.object(JSON.parse(line));
      },
      object: mine(object => {
        this.#heard = performance.now();
        if (object.secret) link.secret = object.secret;
        if (object.op === 'close') this.#lost(object.code, object.reason);
        else this.#receive(object);
      }),
      closed: mine((code, reason) => {
        const failed = this.state.name === 'connecting' && code === 1006;
        if (failed && webSocket) this.#webSocketFailures++;
        if (failed && !webSocket) this.#preferStream = false;
        // Where a WebSocket worked before, it is rather the hub that is away.
        const giveUp = this.#webSocketFailures >= (this.#webSocketWorked ? 3 : 1);
        this.#lost(code, reason, failed && webSocket && transport === 'auto' && giveUp);
      }),
    };
    let asked = [];
    try {
      if (webSocket) link = webSocketLink(address(url, []), on);
      else {
        asked = this.#openingRooms();
        const extra = [['device', device], ['token', token], ...this.#openingQuery(asked)];
        link = eventStreamLink(address(sse, extra), new URL(sse, globalThis.location?.href), withCredentials, on);
      }
    } catch (e) {
      link = attempt;
      queueMicrotask(() => on.closed(1006, e.message));
      return;
    }
    link.asked = asked;
    this.#link = link;
    this.#watch(
      PATIENCE,
      mine(() => on.closed(1006, 'no welcome')),
    );
  }

  /** The rooms an event stream asks for in its URL: those without a position, with the same wishes, not too many. */
  #openingRooms() {
    const fresh = [...this.rooms.values()].filter(room => !room.position);
    const alike = ({ options: o }) =>
      o.history === fresh[0].options.history && o.presence === fresh[0].options.presence;
    return fresh.filter(alike).slice(0, 30);
  }

  #openingQuery(rooms) {
    if (!rooms.length) return [];
    const { history, presence } = rooms[0].options;
    return [...rooms.map(room => ['room', room.name]), ['presence', presence], ['history', history || undefined]];
  }

  #receive(object) {
    const room = this.rooms.get(object.room);
    switch (object.op) {
      case 'welcome':
        return this.#welcomed(object);
      case 'ack':
      case 'error':
        return this.#answered(object, room);
      case 'message':
        if (object.inbox ? this.#inbox.take(object) && (room?._take(object), true) : room?._take(object)) {
          this._emit('message', object);
        }
        return;
      case 'gap':
        if (!object.inbox) return room?._gap(object);
        this.#inbox.skip(object);
        return this._emit('gap', object);
      case 'presence':
        room?._presence(object);
        return room && this._emit('presence', room);
      case 'goaway':
        this.#delay = object.reconnectAfter || FIRST_DELAY;
        return this._emit('goaway', object);
      case 'ping':
        if (this.#link.transport === 'websocket') this.#link.send({ op: 'pong' });
    }
  }

  #welcomed(welcome) {
    const { secret, ...rest } = welcome;
    this.welcome = rest;
    this.identity = welcome.identity;
    this.#attempt = 0;
    this.#delay = FIRST_DELAY;
    if (this.#link.transport === 'websocket') {
      this.#webSocketWorked = true;
      this.#webSocketFailures = 0;
    } else this.#preferStream = !this.#webSocketWorked;
    if (!welcome.resumed) this.#inbox = new Cursor();
    if (welcome.inbox) this.#inbox.joined(welcome.inbox, welcome.resumed);
    this.#listen();
    for (const room of this.rooms.values()) {
      if (!this.#link.asked.includes(room)) this.#join(room);
    }
    this.#become('open');
  }

  #answered(reply, room) {
    const settle = this.#pending.get(reply.id);
    if (settle) {
      this.#pending.delete(reply.id);
      settle(reply);
    } else if (room?.state === 'joining')
      this.#joinAnswered(room, reply, false); // asked for in the URL
    else if (reply.op === 'error') this._emit('error', refusal(reply));
    else if (reply.room && !room) this.#send({ op: 'leave', room: reply.room }, () => {}); // left meanwhile
  }

  #send(command, settle) {
    const id = this.#nextId++;
    this.#pending.set(id, settle);
    this.#link.send({ ...command, id });
  }

  #join(room) {
    room.state = 'joining';
    const command = room._joinCommand();
    this.#send(command, reply => this.#joinAnswered(room, reply, !!command.since));
  }

  #joinAnswered(room, reply, since) {
    if (this.rooms.get(room.name) !== room || reply.code === 'unknown') return;
    if (reply.op === 'ack') return room._joined(reply, since);
    const again = WORTH_A_RETRY.has(reply.code) || reply.retryAfter;
    room.state = again ? 'joining' : 'refused';
    room._emit('error', refusal(reply));
    if (!again) return;
    const link = this.#link;
    const retry = () => this.#link === link && room.state === 'joining' && this.#join(room);
    setTimeout(retry, reply.retryAfter || PROBE);
  }

  #lost(code, reason, atOnce) {
    this.#release('the connection was lost before the answer came');
    if (!comesBack(code)) return this.#become('closed', { code, reason });
    if (atOnce) return void this.#open(true);
    const wait = Math.random() * this.#delay;
    this.#delay = Math.min(LONGEST_DELAY, this.#delay * 2);
    this.#retryTimer = setTimeout(() => this.#open(), wait);
    this.#become('waiting', { code, reason, retryAt: Date.now() + wait });
  }

  /** Lets go of the link: what was asked on it has no known outcome. */
  #release(reason) {
    clearTimeout(this.#watchTimer);
    this.#link?.drop?.();
    this.#link = undefined;
    const unanswered = [...this.#pending.values()];
    this.#pending.clear();
    for (const room of this.rooms.values()) room._detached();
    for (const settle of unanswered) settle({ op: 'error', code: 'unknown', reason });
  }

  /** The hub pings before its heartbeat has passed in silence; more silence than that is a dead link. */
  #listen() {
    const left = this.#heard + (this.welcome.heartbeat || 25_000) + PATIENCE - performance.now();
    if (left <= 0) this.#lost(1006, 'the hub went silent');
    else this.#watch(left, () => this.#listen());
  }

  #watch(delay, then) {
    clearTimeout(this.#watchTimer);
    this.#watchTimer = setTimeout(then, delay);
  }

  #nudge() {
    if (this.state.name === 'waiting') this.connect();
    else this.#probe();
  }

  /** The network changed or the page woke up: a `pong` with an id is answered, so silence now is a dead link. */
  #probe() {
    if (this.state.name !== 'open') return;
    const asked = performance.now();
    this.#send({ op: 'pong' }, () => {});
    this.#watch(PROBE, () => (this.#heard < asked ? this.#lost(1006, 'the hub did not answer') : this.#listen()));
  }
}

/**
 * Connects to a hub.
 * @param {Options} [options] `url` and `sse` default to `/realtime` and `/events`; `params` go into both URLs;
 *   `token` is asked for at each connection when it is a function; `transport` is `auto`: WebSocket, else SSE
 * @returns {Client}
 */
export function connect(options) {
  const client = new Client(options);
  // Listeners registered by the caller in this turn hear the first state as well.
  queueMicrotask(() => client.connect());
  return client;
}
