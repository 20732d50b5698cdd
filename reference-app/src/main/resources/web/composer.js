import { byId, el, setText } from './dom.js';
import { connectionHint, sendProblem, typingText } from './words.js';

const TYPING_EVERY = 3_000;
const PATIENCE = 400; // an answer usually comes sooner; only what takes longer is shown as under way

/** The field below the messages, and what was not sent yet. Messages go out once, or are shown with the reason. */
export class Composer {
  #text = byId('composer-text');
  #send = byId('send');
  #model;
  #state;
  #saidTyping = 0;

  constructor() {
    byId('composer-form').addEventListener('submit', e => {
      e.preventDefault();
      this.#submit();
    });
    this.#text.addEventListener('keydown', e => {
      if (e.key !== 'Enter' || e.shiftKey || e.isComposing) return;
      e.preventDefault();
      this.#submit();
    });
    this.#text.addEventListener('input', () => {
      this.#grow();
      this.#refresh();
      this.#sayTyping();
    });
  }

  show(model) {
    if (this.#model) this.#model.draft = this.#text.value;
    this.#model = model;
    this.#text.value = model.draft;
    this.#text.placeholder = `Message ${model.title}`;
    setText(byId('composer-label'), `Message to ${model.title}`);
    this.#grow();
    this.update();
  }

  focus() {
    this.#text.focus({ preventScroll: true });
  }

  connection(state) {
    this.#state = state;
    if (this.#model) this.update();
  }

  update() {
    const { outbox } = this.#model;
    byId('outbox').replaceChildren(...outbox.filter(({ shown }) => shown).map(entry => this.#outboxItem(entry)));
    this.typing();
    this.#refresh();
  }

  typing() {
    setText(byId('typing'), typingText(this.#model.typing()));
  }

  /** Our own message arrived: whatever the answer was going to be, it was posted. */
  arrived(model, text) {
    const at = model.outbox.findIndex(entry => entry.text === text && (!entry.problem || entry.unknown));
    if (at < 0) return;
    model.outbox.splice(at, 1);
    if (model === this.#model) this.update();
  }

  #ready() {
    return this.#state?.name === 'open' && this.#model.room.state === 'joined';
  }

  #refresh() {
    const { room, problem } = this.#model;
    const refused = room.state === 'refused';
    this.#text.disabled = refused;
    this.#send.disabled = !this.#ready() || !this.#text.value.trim();
    const waiting =
      this.#state?.name === 'open' ? 'Joining the room…' : connectionHint(this.#state ?? { name: 'connecting' });
    const hint = refused ? problem : this.#ready() ? 'Enter sends. Shift and Enter begins a new line.' : waiting;
    setText(byId('composer-hint'), hint);
    byId('composer-form').dataset.ready = String(this.#ready());
  }

  #grow() {
    this.#text.style.height = 'auto';
    this.#text.style.height = `${Math.min(this.#text.scrollHeight, 200)}px`;
  }

  #submit() {
    const text = this.#text.value.trim();
    if (!text || !this.#ready()) return;
    this.#text.value = '';
    this.#grow();
    this.#saidTyping = 0;
    const entry = { text, key: crypto.randomUUID?.() ?? String(Math.random()) };
    this.#model.outbox.push(entry);
    this.#post(this.#model, entry);
    this.#refresh();
  }

  async #post(model, entry) {
    Object.assign(entry, { problem: undefined, unknown: false });
    const draw = () => model === this.#model && this.update();
    const slow = setTimeout(() => {
      entry.shown = true;
      draw();
    }, PATIENCE);
    try {
      // The same key at a second try: a hub that has the first one answers with its position.
      await model.room.publish('chat', { text: entry.text }, { key: entry.key });
      model.outbox = model.outbox.filter(other => other !== entry);
    } catch (error) {
      Object.assign(entry, { shown: true, problem: sendProblem(error), unknown: error.code === 'unknown' });
    }
    clearTimeout(slow);
    draw();
  }

  #outboxItem(entry) {
    const button = (text, act) => {
      const element = el('button', { type: 'button', text });
      element.addEventListener('click', act);
      return element;
    };
    const drop = () => {
      this.#model.outbox = this.#model.outbox.filter(other => other !== entry);
      this.update();
      this.focus();
    };
    const edit = () => {
      this.#text.value = [entry.text, this.#text.value].filter(Boolean).join('\n');
      this.#grow();
      drop();
    };
    const retry = button('Try again', () => this.#post(this.#model, entry));
    retry.disabled = !this.#ready();
    const status = entry.problem
      ? el(
          'p',
          { class: 'problem', role: 'alert', data: { testid: 'send-problem' } },
          el('span', { text: entry.problem }),
          retry,
          button('Edit', edit),
          button('Discard', drop),
        )
      : el('p', { class: 'under-way', text: 'Sending…' });
    return el('li', { class: 'unsent' }, el('p', { class: 'text', text: entry.text }), status);
  }

  #sayTyping() {
    const now = Date.now();
    if (!this.#ready() || !this.#text.value.trim() || now - this.#saidTyping < TYPING_EVERY) return;
    this.#saidTyping = now;
    // Nobody is told when this fails: it is a courtesy, not a message.
    this.#model.room.publish('typing', {}, { class: 'ephemeral', echo: false }).catch(() => {});
  }
}
