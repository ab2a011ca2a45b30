// Where the focus goes when what had it is closed.

/** To where one came from, once that is there again; to the conversation if it is not. */
export function returnTo(selector: string): void {
  requestAnimationFrame(() => {
    const target = document.querySelector<HTMLElement>(selector) ?? document.getElementById('main')
    target?.focus({ preventScroll: true })
  })
}
