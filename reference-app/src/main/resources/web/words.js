// What the page says: names, times, reasons. No element is touched here.

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'medium' });
const weekday = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });
const dated = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'long', year: 'numeric' });
const DAY = 86_400_000;

export const timeOf = at => clock.format(at);
export const exactTimeOf = at => exact.format(at);
export const sameDay = (a, b) => new Date(a).toDateString() === new Date(b).toDateString();

export function dayOf(at, now = Date.now()) {
  if (sameDay(at, now)) return 'Today';
  if (sameDay(at, now - DAY)) return 'Yesterday';
  return now - at < 300 * DAY ? weekday.format(at) : dated.format(at);
}

/** Two letters for a face nobody has photographed. */
export function initials(name) {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  if (words.length === 0) return '?';
  const letters = words.length > 1 ? [[...words[0]][0], [...words.at(-1)][0]] : [...words[0]].slice(0, 2);
  return letters.join('').toUpperCase();
}

/** One of eight tones, always the same for the same name. */
export function tone(name) {
  let hash = 7;
  for (const c of name) hash = (hash * 31 + c.codePointAt(0)) >>> 0;
  return String(hash % 8);
}

export function transportName(transport) {
  return transport === 'sse' ? 'SSE' : 'WebSocket';
}

const CLOSED = {
  1000: 'You left',
  4500: 'Not admitted',
  4501: 'Not permitted',
  4502: 'Opened elsewhere',
  4503: 'You were removed',
  4504: 'Protocol error',
  4505: 'Too many errors',
  4506: 'Version not supported',
  4507: 'Frame not supported',
};

/** Why the hub ended the session for good: the short form, and what it said. */
export function closedBecause({ code, reason }) {
  const short = CLOSED[code] ?? `Closed with ${code}`;
  return { short, long: reason && code !== 1000 ? `${short}: ${reason}` : short };
}

export function connectionHint({ name, code, reason }) {
  if (name === 'connecting') return 'Connecting. Your draft is kept.';
  if (name === 'waiting') return 'Not connected. Your draft is kept and can be sent when the connection is back.';
  if (name === 'closed') return `${closedBecause({ code, reason }).long}. Reconnect above to send.`;
  return '';
}

/** Why a message was not sent and what to do about it. */
export function sendProblem({ code, message, retryAfter }) {
  switch (code) {
    case 'unknown':
      return 'The connection was lost before the hub answered. This may or may not have been posted.';
    case 'unavailable':
      return 'Not sent: the hub cannot take it now. Try again in a moment.';
    case 'rate_limited':
      return `Not sent: too fast. Try again in ${Math.max(1, Math.ceil((retryAfter ?? 1000) / 1000))} s.`;
    case 'too_large':
      return 'Not sent: too long for one message. Edit it down, or send it in parts.';
    case 'forbidden':
      return 'Not sent: you may read this room, but not write to it.';
    case 'not_joined':
      return 'Not sent: the hub does not count you among this room. Reload the page to join again.';
    default:
      return `Not sent: ${message}.`;
  }
}

export function refusedRoom({ code, message }) {
  if (code === 'forbidden') return 'This room is not open to you. The decision was not made by this page.';
  return `This room could not be joined: ${message}.`;
}

export function gapText({ lost, from, to }) {
  if (lost === 1) return '1 message was not kept.';
  if (lost > 1) return `${lost.toLocaleString()} messages were not kept.`;
  if (from !== undefined && to !== undefined) return 'Some messages in between were not kept.';
  return 'The record was restarted. Messages in between may be missing.';
}

export function typingText(names) {
  if (names.length === 0) return '';
  if (names.length === 1) return `${names[0]} is typing…`;
  if (names.length === 2) return `${names[0]} and ${names[1]} are typing…`;
  return 'Several colleagues are typing…';
}

export function sessionsText(metas) {
  if (metas.length > 1) return `${metas.length} sessions`;
  return metas[0]?.device ?? '';
}

/** What this browser calls itself, for colleagues who wonder where you are. */
export function deviceName() {
  const agent = navigator.userAgent;
  const browser = /Edg\//.test(agent)
    ? 'Edge'
    : /Firefox\//.test(agent)
      ? 'Firefox'
      : /Chrome\//.test(agent)
        ? 'Chrome'
        : /Safari\//.test(agent)
          ? 'Safari'
          : 'Browser';
  const system = /Android/.test(agent)
    ? 'Android'
    : /iPhone|iPad/.test(agent)
      ? 'iOS'
      : /Windows/.test(agent)
        ? 'Windows'
        : /Mac OS/.test(agent)
          ? 'macOS'
          : /Linux/.test(agent)
            ? 'Linux'
            : 'a device';
  return `${browser} on ${system}`;
}

/** What is wrong with a name, or nothing. */
export function nameProblem(name) {
  if (!name) return 'A name is required. Any name.';
  if (name.startsWith('$')) return 'Names beginning with $ belong to the hub itself.';
  if (/\p{Cc}/u.test(name)) return 'That name contains characters nobody can pronounce.';
  if (new TextEncoder().encode(name).length > 128) return 'That name exceeds the space on the form.';
  return '';
}
