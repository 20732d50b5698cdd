import { byId, el, setText } from './dom.js';
import { refusedRoom } from './words.js';

const HISTORY = 50;
const KEPT = 1_000;
const TYPING = 5_000;

/** What the page knows of one room: its place in the directory, what was said, who types, what was not sent yet. */
export class RoomModel {
  items = [];
  unread = 0;
  draft = '';
  /** Sent without an answer yet, or refused: {text, key, problem?} */
  outbox = [];
  problem = '';
  /** Whether the connection was lost since the first join: what is recovered from then on is news. */
  returned = false;
  #typing = new Map(); // who -> until when
  #oldest; // {epoch, offset} of the first message held
  #more = false;
  #history = 0; // how many messages the first join brought

  /** `changed(model, what, item?)`: what is `item`, `all`, `earlier`, `typing`, `presence` or `status` */
  constructor(client, entry, changed) {
    Object.assign(this, entry); // name, title, purpose
    this.changed = what => changed(this, what);
    this.put = item => {
      this.items.push(item);
      if (this.items.length > KEPT) {
        this.items.splice(0, this.items.length - KEPT);
        this.#remember();
        this.#more = true;
      }
      changed(this, 'item', item);
    };
    this.room = client.join(entry.name, { history: HISTORY, presence: true });
    this.room.on('message', message => this.#take(message));
    this.room.on('gap', gap => this.put({ kind: 'gap', gap }));
    this.room.on('presence', () => this.changed('presence'));
    this.room.on('joined', () => this.#joined());
    this.room.on('error', error => {
      this.problem = refusedRoom(error);
      this.changed('status');
    });
  }

  /** Whether older messages can be asked for: offsets mean nothing in another epoch. */
  get more() {
    return this.#more && this.#oldest?.epoch === this.room.position?.epoch;
  }

  /** Asks for what came before the first message held. */
  async loadEarlier() {
    const { epoch, offset } = this.#oldest;
    const { messages, more } = await this.room.history({ before: offset, limit: HISTORY });
    this.items.unshift(...messages.map(message => itemOf({ ...message, epoch })));
    this.#more = more;
    this.#remember();
    this.changed('earlier');
  }

  typing(now = Date.now()) {
    for (const [who, until] of this.#typing) if (until <= now) this.#typing.delete(who);
    return [...this.#typing.keys()];
  }

  #joined() {
    this.problem = '';
    this.changed('status');
  }

  #take(message) {
    if (message.type === 'typing') {
      this.#typing.set(message.from, Date.now() + TYPING);
      setTimeout(() => this.changed('typing'), TYPING + 50);
      this.changed('typing');
      return;
    }
    if (this.#typing.delete(message.from)) this.changed('typing');
    // A join that brought all it was asked for has probably left something behind.
    if (message.past && !this.returned && ++this.#history === HISTORY) this.#more = true;
    this.put(itemOf(message));
    if (!this.#oldest) this.#remember();
  }

  #remember() {
    const first = this.items.find(({ message }) => message?.offset !== undefined)?.message;
    this.#oldest = first && { epoch: first.epoch, offset: first.offset };
  }
}

/** What is shown of a message; one without a sender is the hub's own. */
export function itemOf(received) {
  const message = { ...received, from: received.from ?? 'The Hub' };
  const text = message.data?.text;
  const readable = message.type === 'chat' && typeof text === 'string';
  if (message.inbox) {
    const said = readable ? `: ${text}` : `, of type “${message.type}”.`;
    return { kind: 'system', at: message.at, text: `Addressed to you alone, from ${message.from}${said}`, message };
  }
  if (readable) return { kind: 'chat', message };
  return { kind: 'system', at: message.at, text: `${message.from} filed a “${message.type}”.`, message };
}

/** The list of rooms by department: links, walked with the arrow keys. */
export class RoomList {
  #entries = new Map(); // name -> {link, badge}
  #choose;

  /**
   * @param {{name: string, rooms: {name: string, title: string, purpose: string}[]}[]} departments
   * @param {(name: string) => string} addressOf
   * @param {(name: string) => void} choose
   */
  constructor(departments, addressOf, choose) {
    this.#choose = choose;
    const list = byId('room-list');
    list.replaceChildren(...departments.map((department, i) => this.#group(department, i, addressOf)));
    list.addEventListener('keydown', e => this.#walk(e));
  }

  update(model, current) {
    const { link, badge } = this.#entries.get(model.name);
    const here = model === current;
    if (here) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
    link.tabIndex = here ? 0 : -1;
    link.classList.toggle('unread', model.unread > 0);
    link.classList.toggle('closed', model.room.state === 'refused');
    badge.hidden = model.unread === 0;
    setText(badge, model.unread > 99 ? '99+' : String(model.unread));
    badge.setAttribute('aria-label', `${model.unread} unread`);
  }

  #group(department, index, addressOf) {
    const id = `department-${index}`;
    return el(
      'section',
      { 'aria-labelledby': id },
      el('h3', { id, text: department.name }),
      el('ul', {}, ...department.rooms.map(room => el('li', {}, this.#link(room, addressOf(room.name))))),
    );
  }

  #link({ name, title }, href) {
    const badge = el('span', { class: 'badge', hidden: true, data: { testid: 'unread' } });
    const link = el('a', { href, data: { testid: `room-${name}` } }, el('span', { class: 'name', text: title }), badge);
    link.addEventListener('click', e => {
      if (e.ctrlKey || e.metaKey || e.shiftKey) return;
      e.preventDefault();
      this.#choose(name);
    });
    this.#entries.set(name, { link, badge });
    return link;
  }

  #walk(e) {
    const links = [...this.#entries.values()].map(({ link }) => link);
    const at = links.indexOf(document.activeElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[e.key];
    if (next === undefined) return;
    e.preventDefault();
    const target = links[(next + links.length) % links.length];
    for (const link of links) link.tabIndex = link === target ? 0 : -1;
    target.focus();
  }
}
