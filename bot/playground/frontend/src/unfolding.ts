// What went over the wire, for reading.

/** A form sends JSON as text, full of escapes: those of its fields are shown as what they say. */
export function unfolded(payload: unknown): unknown {
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) return payload
  return Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, saidBy(value)]))
}

function saidBy(value: unknown): unknown {
  if (typeof value !== 'string' || !/^[{[]/u.test(value)) return value
  try {
    return JSON.parse(value) as unknown
  } catch {
    return value
  }
}
