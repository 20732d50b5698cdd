import { connect } from '/realtime.js';
import { Composer } from './composer.js';
import { byId, el, setText } from './dom.js';
import { Log } from './log.js';
import { drawPeople } from './people.js';
import { itemOf, RoomList, RoomModel } from './rooms.js';
import { closedBecause, deviceName, initials, nameProblem, tone, transportName } from './words.js';

const address = new URLSearchParams(location.search);
const user = (address.get('user') ?? '').trim();

if (nameProblem(user)) signIn();
else start();

function signIn() {
  const field = byId('signin-name');
  const problem = byId('signin-problem');
  byId('signin').hidden = false;
  field.value = user;
  setText(problem, user ? nameProblem(user) : '');
  field.focus();
  byId('signin-form').addEventListener('submit', e => {
    e.preventDefault();
    const name = field.value.trim();
    setText(problem, nameProblem(name));
    field.setAttribute('aria-invalid', String(nameProblem(name) !== ''));
    if (nameProblem(name)) return field.focus();
    address.set('user', name);
    location.search = address.toString();
  });
}

async function loadDirectory() {
  const response = await fetch(`/api/directory?${new URLSearchParams({ user })}`);
  if (!response.ok) throw new Error(`the directory was answered with ${response.status}`);
  return response.json();
}

async function start() {
  byId('hub').hidden = false;
  showMe(user);
  let directory;
  try {
    directory = await loadDirectory();
  } catch {
    return directoryMissing();
  }
  setText(byId('company'), directory.company);
  new Page(directory.departments).begin();
}

function directoryMissing() {
  const again = el('button', { type: 'button', text: 'Try again' });
  again.addEventListener('click', () => location.reload());
  byId('state').dataset.state = 'closed';
  setText(byId('state-text'), 'Directory unavailable');
  byId('room-list').replaceChildren(
    el('p', { class: 'missing', text: 'The company directory did not answer. ' }, again),
  );
}

function showMe(name) {
  const avatar = byId('me-avatar');
  setText(avatar, initials(name));
  avatar.dataset.tone = tone(name);
  setText(byId('me-name'), name);
  const rest = new URLSearchParams(address);
  rest.delete('user');
  byId('me-change').href = `?${rest}`;
}

class Page {
  #departments;
  #client;
  #models = new Map();
  #list;
  #log = new Log(() => this.#me());
  #composer = new Composer();
  #current;
  #countdown;

  constructor(departments) {
    const asked = address.get('room');
    const known = departments.some(({ rooms }) => rooms.some(({ name }) => name === asked));
    const unlisted = {
      name: asked,
      title: asked,
      purpose: 'Not in the directory. It exists because somebody asked for it.',
    };
    this.#departments = asked && !known ? [...departments, { name: 'Unlisted', rooms: [unlisted] }] : departments;
  }

  begin() {
    const transport = address.get('transport') ?? 'auto';
    this.#client = connect({
      url: '/realtime',
      sse: '/events',
      transport: ['sse', 'websocket'].includes(transport) ? transport : 'auto',
      params: { user },
      device: deviceName(),
    });
    // Whoever leaves the page leaves the rooms; a stream of events would only be missed at its next heartbeat.
    addEventListener('pagehide', () => this.#client.close());
    addEventListener('pageshow', event => event.persisted && this.#client.connect());
    this.#client.on('state', state => this.#connection(state));
    this.#client.on('message', message => message.inbox && this.#current.put(itemOf(message)));
    for (const entry of this.#departments.flatMap(({ rooms }) => rooms)) {
      this.#models.set(entry.name, new RoomModel(this.#client, entry, (...change) => this.#changed(...change)));
    }
    this.#list = new RoomList(
      this.#departments,
      name => this.#addressOf(name),
      name => this.#choose(name),
    );
    this.#show(this.#named(address.get('room')));
    this.#wire();
    if (matchMedia('(pointer: fine)').matches) this.#composer.focus();
  }

  #me() {
    return this.#client.identity ?? user;
  }

  #named(name) {
    return this.#models.get(name) ?? this.#models.values().next().value;
  }

  #addressOf(room) {
    const target = new URLSearchParams(address);
    target.set('room', room);
    return `?${target}`;
  }

  #choose(name) {
    if (this.#current.name !== name) history.pushState(null, '', this.#addressOf(name));
    this.#show(this.#named(name));
    closeDrawers();
    this.#composer.focus();
  }

  #show(model) {
    const before = this.#current;
    this.#current = model;
    if (before) before.items = before.items.filter(({ kind }) => kind !== 'new');
    if (model.unread > 0) {
      const first = model.items.findLastIndex((item, i) => item.kind === 'chat' && this.#isUnread(model, i));
      if (first >= 0) model.items.splice(first, 0, { kind: 'new', at: model.items[first].message.at });
    }
    model.unread = 0;
    setText(byId('room-title'), model.title);
    setText(byId('room-purpose'), model.purpose ?? '');
    this.#log.draw(model.items);
    this.#composer.show(model);
    for (const one of new Set([before, model])) if (one) this.#list.update(one, model);
    this.#drawPresence();
    this.#drawStatus();
    this.#drawUnread();
  }

  /** Whether exactly the unread chats of others begin at `index`. */
  #isUnread(model, index) {
    const after = model.items.slice(index).filter(item => item.kind === 'chat' && item.message.from !== this.#me());
    return after.length === model.unread;
  }

  #changed(model, what, item) {
    if (!this.#current) return;
    const here = model === this.#current;
    if (what === 'item') this.#arrived(model, item, here);
    else if (here && what === 'typing') this.#composer.typing();
    else if (here && what === 'presence') this.#drawPresence();
    else if (here && what === 'earlier') this.#log.drawKeeping(model.items);
    if (what === 'status') {
      this.#list.update(model, this.#current);
      if (here) this.#composer.update();
    }
    if (here) this.#drawStatus();
  }

  #arrived(model, item, here) {
    if (here) this.#log.append(item);
    if (item.kind !== 'chat') return;
    if (item.message.from === this.#me()) this.#composer.arrived(model, item.message.data.text);
    else if (!this.#isOldNews(model, item) && (!here || document.hidden)) {
      model.unread++;
      this.#list.update(model, this.#current);
      this.#drawUnread();
    }
  }

  /** The history of the first join is old; what was recovered after a lost connection is news. */
  #isOldNews(model, item) {
    return item.message.past && !model.returned;
  }

  #drawPresence() {
    drawPeople(this.#current.room, this.#me(), this.#client.state.name === 'open');
  }

  #drawStatus() {
    const { items, more, problem, room } = this.#current;
    const connected = this.#client.state.name === 'open' && room.state === 'joined';
    byId('earlier').hidden = !more || !items.length || !connected;
    const empty = byId('empty');
    empty.hidden = items.length > 0 || (!problem && !connected);
    setText(empty, problem || 'Nothing has been said here. The silence is on record.');
  }

  #drawUnread() {
    const total = [...this.#models.values()].reduce((sum, { unread }) => sum + unread, 0);
    const elsewhere = total - this.#current.unread;
    byId('unread-elsewhere').hidden = elsewhere === 0;
    byId('rooms-toggle').setAttribute('aria-label', elsewhere ? `Rooms, ${elsewhere} unread` : 'Rooms');
    document.title = `${total ? `(${total}) ` : ''}${this.#current.title} · Corporate Communications Hub`;
  }

  #connection(state) {
    clearInterval(this.#countdown);
    if (state.name === 'waiting') {
      for (const model of this.#models.values()) model.returned ||= Boolean(model.room.position);
      this.#countdown = setInterval(() => this.#drawState(state), 250);
    }
    this.#drawState(state);
    setText(
      byId('announcer'),
      state.name === 'waiting' ? 'Connection lost. Reconnecting.' : byId('state-text').textContent,
    );
    if (!this.#current) return;
    this.#composer.connection(state);
    this.#drawPresence();
    this.#drawStatus();
  }

  #drawState(state) {
    const pill = byId('state');
    const action = byId('state-action');
    pill.dataset.state = state.name;
    pill.dataset.transport = state.transport ?? '';
    pill.title = state.transport === 'sse' ? 'Over Server-Sent Events' : '';
    action.hidden = true;
    let text = 'Connecting…';
    if (state.name === 'open') text = `Connected · ${transportName(state.transport)}`;
    if (state.name === 'waiting') {
      const seconds = Math.ceil((state.retryAt - Date.now()) / 1000);
      text = seconds > 0 ? `Reconnecting in ${seconds} s` : 'Reconnecting…';
      action.hidden = seconds < 2;
      setText(action, 'Now');
    }
    if (state.name === 'closed') {
      const { short, long } = closedBecause(state);
      text = short;
      pill.title = long;
      action.hidden = false;
      setText(action, 'Reconnect');
    }
    setText(byId('state-text'), text);
  }

  #wire() {
    byId('state-action').addEventListener('click', () => this.#client.connect());
    byId('earlier').addEventListener('click', () => this.#loadEarlier());
    addEventListener('popstate', () => this.#show(this.#named(new URLSearchParams(location.search).get('room'))));
    document.addEventListener('visibilitychange', () => {
      if (document.hidden || !this.#current.unread) return;
      this.#current.unread = 0;
      this.#list.update(this.#current, this.#current);
      this.#drawUnread();
    });
    byId('rooms-toggle').addEventListener('click', () => openDrawer('rooms'));
    byId('people-toggle').addEventListener('click', () => openDrawer('people'));
    const beside = getComputedStyle(byId('people')).position !== 'fixed';
    byId('people-toggle').setAttribute('aria-expanded', String(beside));
    byId('scrim').addEventListener('click', closeDrawers);
    for (const button of document.querySelectorAll('[data-close]')) button.addEventListener('click', closeDrawers);
    addEventListener('keydown', e => e.key === 'Escape' && closeDrawers());
  }

  async #loadEarlier() {
    const button = byId('earlier');
    button.disabled = true;
    try {
      await this.#current.loadEarlier();
    } catch (error) {
      setText(byId('announcer'), `Earlier messages could not be loaded: ${error.message}.`);
    }
    button.disabled = false;
  }
}

/** Rooms and members: beside the messages where there is space, else above them one at a time. */
let opener;

function openDrawer(id) {
  const toggle = byId(`${id}-toggle`);
  const drawer = byId(id);
  if (drawer.classList.contains('open')) return closeDrawers();
  if (getComputedStyle(drawer).position !== 'fixed') {
    const folded = byId('hub').classList.toggle('people-folded');
    toggle.setAttribute('aria-expanded', String(!folded));
    return;
  }
  closeDrawers();
  opener = toggle;
  drawer.classList.add('open');
  toggle.setAttribute('aria-expanded', 'true');
  byId('scrim').hidden = false;
  (drawer.querySelector('[aria-current]') ?? drawer.querySelector('button')).focus();
}

function closeDrawers() {
  if (!opener) return;
  for (const drawer of document.querySelectorAll('.drawer.open')) drawer.classList.remove('open');
  byId('scrim').hidden = true;
  opener.setAttribute('aria-expanded', 'false');
  opener.focus();
  opener = undefined;
}
