// A list of messages stays at its newest one while people have not scrolled away.
import { useLayoutEffect, useRef, type RefObject } from 'react'

const NEAR = 40

/** ``place``: what is shown; another one begins at its newest. ``mine``: the last one there that is for me. */
export function usePinned(box: RefObject<HTMLElement | null>, place: string, mine: string): void {
  const pinned = useRef(true)

  useLayoutEffect(() => {
    const list = box.current
    const content = list?.firstElementChild
    if (!list || !content) return
    let aim = 0
    let height = 0
    pinned.current = true
    const settle = () => {
      height = list.scrollHeight
      if (!pinned.current) return
      aim = newestIn(list)
      list.scrollTop = aim
    }
    const look = () => {
      // The browser moves it, too, when something above goes; that is settled in a moment.
      if (list.scrollHeight !== height) return
      const bottom = list.scrollHeight - list.clientHeight
      pinned.current = list.scrollTop >= bottom - NEAR || Math.abs(list.scrollTop - aim) < 4
    }
    const sizes = new ResizeObserver(settle)
    sizes.observe(list)
    sizes.observe(content)
    list.addEventListener('scroll', look, { passive: true })
    settle()
    return () => {
      sizes.disconnect()
      list.removeEventListener('scroll', look)
    }
  }, [box, place])

  useLayoutEffect(() => {
    const list = box.current
    if (!mine || !list) return
    pinned.current = true
    list.scrollTop = newestIn(list)
  }, [box, mine])
}

/** The end; but of a message that is longer than the window the beginning, to be read from there. */
function newestIn(list: HTMLElement): number {
  const bottom = list.scrollHeight - list.clientHeight
  const last = [...list.querySelectorAll<HTMLElement>('[data-testid="message"]')].at(-1)
  if (!last) return bottom
  const top = last.getBoundingClientRect().top - list.getBoundingClientRect().top + list.scrollTop
  return Math.max(0, Math.min(bottom, top))
}
