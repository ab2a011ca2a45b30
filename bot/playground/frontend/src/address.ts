// An address of the page as text, and back.

/** ``channel`` is an id, or ``home`` for the app's home tab; empty is wherever the page begins. */
export interface Place {
  person: string
  channel: string
  thread: string
}

export const HOME = 'home'

export function readPlace(hash: string): Place {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?', 2)
  const [person = '', channel = '', thread = ''] = path.replace(/^\//, '').split('/').map(decode)
  const wanted = new URLSearchParams(query).get('person')
  if (wanted && wanted !== person) return { person: wanted, channel: '', thread: '' }
  return { person, channel, thread }
}

export function writePlace(place: Place): string {
  const parts = [place.person, place.channel, place.thread].map(encodeURIComponent)
  while (parts.length > 1 && !parts.at(-1)) parts.pop()
  return `#/${parts.join('/')}`
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
