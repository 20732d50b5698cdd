import { byId, el, setText } from './dom.js';
import { initials, sessionsText, tone } from './words.js';

const SHOWN = 200;

/** Draws who is present in a room, you first. */
export function drawPeople(room, me, connected) {
  const { present, count, countOnly } = room;
  setText(byId('head-count'), count.toLocaleString());
  setText(byId('people-note'), note(room, connected));
  const order = (a, b) => (b === me) - (a === me) || a.localeCompare(b);
  const names = [...present.keys()].sort(order).slice(0, SHOWN);
  byId('members').replaceChildren(...names.map(name => member(name, present.get(name), name === me)));
  byId('people').dataset.stale = String(!connected);
  byId('people').dataset.count = countOnly ? 'only' : String(count);
}

function note({ count, countOnly }, connected) {
  const colleagues = count === 1 ? '1 colleague' : `${count.toLocaleString()} colleagues`;
  if (!connected) return 'As of the last contact with the hub.';
  if (countOnly) return `${colleagues}. Too many to list by name.`;
  return count > SHOWN ? `${colleagues}, the first ${SHOWN} of whom are listed.` : colleagues;
}

function member(name, metas, you) {
  const sessions = sessionsText(metas);
  const devices = metas
    .map(meta => meta.device)
    .filter(Boolean)
    .join(', ');
  return el(
    'li',
    { class: 'member', title: devices || undefined, data: { testid: 'member', identity: name } },
    el('span', { class: 'avatar', text: initials(name), data: { tone: tone(name) }, 'aria-hidden': 'true' }),
    el(
      'span',
      { class: 'member-about' },
      el('span', { class: 'member-name', text: name, data: { testid: 'member-name' } }),
      el('span', { class: 'member-device', text: [you && 'you', sessions].filter(Boolean).join(' · ') }),
    ),
  );
}
