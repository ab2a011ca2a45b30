/** Which addresses become links. */

const FOLLOWED = new Set(['http:', 'https:', 'mailto:'])

/** The address as it may be followed, or null if it may not. */
export function followable(address: unknown): string | null {
  if (typeof address !== 'string') return null
  try {
    return FOLLOWED.has(new URL(address).protocol) ? address : null
  } catch {
    return null
  }
}

/** Whether a picture can be shown without asking another machine for it. */
export function isLocalPicture(address: unknown): address is string {
  return typeof address === 'string' && /^(data:image\/|\/(?!\/))/.test(address)
}
