// What the browser keeps for this page; a browser that keeps nothing is no error.

export function recall(key: string): string | null {
  try {
    return window.localStorage.getItem(key)
  } catch {
    return null
  }
}

export function remember(key: string, value: string): void {
  try {
    window.localStorage.setItem(key, value)
  } catch {
    // A private window without storage: it is forgotten with the tab.
  }
}
