import { byId, el, setText } from './dom.js';
import { dayOf, exactTimeOf, gapText, initials, sameDay, timeOf, tone } from './words.js';

const GROUP = 5 * 60_000;
const NEAR = 80;

/**
 * The messages of the room on show. An item is {kind: 'chat', message}, {kind: 'system', text, at?}, {kind: 'gap', gap}
 * or {kind: 'new', at}; day lines are drawn from the times.
 */
export class Log {
  #frame = byId('log');
  #list = byId('items');
  #latest = byId('to-latest');
  #last; // the item drawn last
  #missed = 0; // arrived below while the reader was further up
  #me;
  #pinned = true; // whether the reader follows the end

  /** @param {() => string} me who is "you" */
  constructor(me) {
    this.#me = me;
    this.#frame.addEventListener('scroll', () => this.#scrolled(), { passive: true });
    this.#latest.addEventListener('click', () => {
      this.toEnd();
      this.#frame.focus({ preventScroll: true });
    });
    const resized = new ResizeObserver(() => this.#pinned && this.toEnd());
    resized.observe(this.#frame);
    resized.observe(this.#frame.firstElementChild);
  }

  /** Draws everything anew; nothing of it is read out, because nothing of it is news. */
  draw(items) {
    this.#frame.setAttribute('aria-live', 'off');
    this.#list.replaceChildren();
    this.#last = undefined;
    for (const item of items) this.#put(item);
    this.toEnd();
    requestAnimationFrame(() => this.#frame.setAttribute('aria-live', 'polite'));
  }

  /** Draws everything anew with older items in front, and keeps what is read where it is. */
  drawKeeping(items) {
    const fromEnd = this.#frame.scrollHeight - this.#frame.scrollTop;
    this.draw(items);
    this.#frame.scrollTop = this.#frame.scrollHeight - fromEnd;
    this.#pinned = this.#atEnd();
  }

  append(item) {
    const follow = this.#pinned || item.message?.from === this.#me();
    this.#put(item);
    if (follow) this.toEnd();
    else if (item.kind === 'chat') this.#showMissed(this.#missed + 1);
  }

  toEnd() {
    this.#frame.scrollTop = this.#frame.scrollHeight;
    this.#pinned = true;
    this.#showMissed(0);
  }

  #scrolled() {
    this.#pinned = this.#atEnd();
    if (this.#pinned) this.#showMissed(0);
  }

  #atEnd() {
    return this.#frame.scrollHeight - this.#frame.scrollTop - this.#frame.clientHeight < NEAR;
  }

  #showMissed(count) {
    this.#missed = count;
    this.#latest.hidden = count === 0;
    setText(byId('to-latest-text'), count === 1 ? '1 new message' : `${count} new messages`);
  }

  #put(item) {
    const before = this.#last;
    const at = item.message?.at ?? item.at;
    const lastAt = before?.message?.at ?? before?.at;
    const newDay = at !== undefined && (lastAt === undefined || !sameDay(at, lastAt));
    if (newDay) this.#list.append(el('li', { class: 'day' }, el('span', { text: dayOf(at) })));
    const follows =
      !newDay &&
      item.kind === 'chat' &&
      before?.kind === 'chat' &&
      before.message.from === item.message.from &&
      item.message.at - before.message.at < GROUP;
    this.#list.append(this.#element(item, follows));
    // Lines without a time keep the time of the line before, so that the next day line still comes.
    this.#last = at === undefined ? { ...item, at: lastAt } : item;
  }

  #element(item, follows) {
    switch (item.kind) {
      case 'chat':
        return this.#chat(item.message, follows);
      case 'gap':
        return el('li', { class: 'notice gap', data: { testid: 'gap' } }, el('span', { text: gapText(item.gap) }));
      case 'new':
        return el('li', { class: 'notice new' }, el('span', { text: 'New' }));
      default:
        return el('li', { class: 'notice system' }, el('span', { text: item.text }));
    }
  }

  #chat({ from, at, data, offset }, follows) {
    const own = from === this.#me();
    const time = el('time', { text: timeOf(at), title: exactTimeOf(at), datetime: new Date(at).toISOString() });
    const classes = ['message', own && 'own', follows && 'follows'].filter(Boolean).join(' ');
    const sender = el('span', { class: 'sender', text: from, data: { testid: 'sender' } });
    const head = el('p', { class: 'head' }, sender, own && el('span', { class: 'you', text: 'you' }), time);
    return el(
      'li',
      { class: classes, data: { testid: 'message', from, offset: offset ?? '' } },
      el('span', { class: 'avatar', text: initials(from), data: { tone: tone(from) }, 'aria-hidden': 'true' }),
      el('div', { class: 'body' }, head, el('p', { class: 'text', text: data.text, data: { testid: 'message-text' } })),
    );
  }
}
