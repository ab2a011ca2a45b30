/** The emoji that are written by name; a name that is not here stays as it was written. */

const NAMED: Record<string, string> = {
  '+1': '👍', '-1': '👎', thumbsup: '👍', thumbsdown: '👎', wave: '👋', pray: '🙏', clap: '👏',
  bow: '🙇', raised_hands: '🙌', ok_hand: '👌', muscle: '💪', eyes: '👀', point_right: '👉',
  smile: '😄', smiley: '😃', grinning: '😀', blush: '😊', slightly_smiling_face: '🙂', wink: '😉',
  joy: '😂', thinking_face: '🤔', sweat_smile: '😅', cry: '😢', sob: '😭', tada: '🎉',
  white_check_mark: '✅', heavy_check_mark: '✔️', x: '❌', warning: '⚠️', no_entry: '⛔',
  information_source: 'ℹ️', question: '❓', exclamation: '❗', bulb: '💡', bell: '🔔', lock: '🔒',
  mag: '🔍', link: '🔗', pushpin: '📌', memo: '📝', calendar: '📅', email: '📧', envelope: '✉️',
  telephone_receiver: '📞', office: '🏢', factory: '🏭', school: '🏫', house: '🏠', gear: '⚙️',
  wrench: '🔧', hammer: '🔨', hammer_and_wrench: '🛠️', microscope: '🔬', test_tube: '🧪',
  package: '📦', chart_with_upwards_trend: '📈', bar_chart: '📊', file_folder: '📁', star: '⭐',
  sparkles: '✨', fire: '🔥', rocket: '🚀', heart: '❤️', arrow_right: '➡️', arrow_left: '⬅️',
  arrow_up: '⬆️', arrow_down: '⬇️', hourglass: '⌛', hourglass_flowing_sand: '⏳',
  speech_balloon: '💬', busts_in_silhouette: '👥', bust_in_silhouette: '👤', handshake: '🤝',
}

/** The character of an emoji; `unicode` is what Slack says of it in hexadecimal, if it does. */
export function emojiNamed(name: string, unicode?: unknown): string {
  if (typeof unicode === 'string' && /^[0-9a-f]+(-[0-9a-f]+)*$/i.test(unicode)) {
    return String.fromCodePoint(...unicode.split('-').map((code) => Number.parseInt(code, 16)))
  }
  return (Object.hasOwn(NAMED, name) && NAMED[name]) || `:${name}:`
}

/** A text with its `:name:`s replaced. */
export function withEmoji(text: string): string {
  return text.replace(/:([a-z0-9_+-]+):/g, (_, name: string) => emojiNamed(name))
}
