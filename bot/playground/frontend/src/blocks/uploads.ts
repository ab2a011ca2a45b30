/** The names of uploaded files, by the ids that the page was given for them. */

const NAMES = new Map<string, string>()

export function rememberUpload(id: string, name: string): void {
  NAMES.set(id, name)
}

export function uploadName(id: string): string {
  return NAMES.get(id) ?? id
}
