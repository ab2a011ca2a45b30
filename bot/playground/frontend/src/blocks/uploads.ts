/** The names of uploaded files, by the ids that the page was given for them. */

/** A field for files takes no more of each; Slack's own limit. */
export const MOST_BYTES = 10_000_000

const NAMES = new Map<string, string>()

export function rememberUpload(id: string, name: string): void {
  NAMES.set(id, name)
}

export function uploadName(id: string): string {
  return NAMES.get(id) ?? id
}
