// A button with a menu: arrows move, Escape and Tab close, the focus comes back to the button.
import { useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react'
import { Icon, type IconName } from './icons'

export interface MenuItem {
  label: string
  run: () => void
  detail?: string
  testId?: string
  danger?: boolean
}

export interface MenuGroup {
  title?: string
  items: MenuItem[]
}

interface MenuProps {
  label: string
  icon: IconName
  testId: string
  groups: MenuGroup[]
  empty?: string
  className?: string
  /** The button shows its label as well. */
  text?: string
}

export function Menu({ label, icon, testId, groups, empty, className = '', text }: MenuProps) {
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const id = useId()
  const close = () => {
    setOpen(false)
    button.current?.focus()
  }
  return (
    <span className={`menu ${className}`}>
      <button
        ref={button} type="button" className="icon-button" data-testid={testId} aria-label={label}
        title={label} aria-haspopup="menu" aria-expanded={open} aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        <Icon name={icon} />{text && <span className="wide-only">{text}</span>}
      </button>
      {open && (
        <MenuList id={id} label={label} groups={groups} empty={empty} anchor={button} close={close}
          leave={() => setOpen(false)} />
      )}
    </span>
  )
}

interface MenuListProps {
  id: string
  label: string
  groups: MenuGroup[]
  empty?: string
  anchor: React.RefObject<HTMLButtonElement | null>
  close: () => void
  leave: () => void
}

function MenuList({ id, label, groups, empty, anchor, close, leave }: MenuListProps) {
  const list = useRef<HTMLDivElement>(null)

  useLayoutEffect(() => {
    place(list.current, anchor.current)
    const first = itemsOf(list.current)[0] ?? list.current
    first?.focus({ preventScroll: true })
  }, [anchor])

  useEffect(() => {
    const outside = (event: PointerEvent) => {
      const target = event.target as Node
      if (!list.current?.contains(target) && !anchor.current?.contains(target)) leave()
    }
    document.addEventListener('pointerdown', outside)
    window.addEventListener('resize', leave)
    return () => {
      document.removeEventListener('pointerdown', outside)
      window.removeEventListener('resize', leave)
    }
  }, [anchor, leave])

  const move = (event: KeyboardEvent) => {
    const items = itemsOf(list.current)
    const at = items.indexOf(document.activeElement as HTMLElement)
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key]
    if (next !== undefined) {
      event.preventDefault()
      items.at(next >= items.length ? 0 : next)?.focus()
    } else if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault()
      event.stopPropagation()
      close()
    }
  }

  return (
    <div ref={list} id={id} role="menu" aria-label={label} className="menu-list" tabIndex={-1} onKeyDown={move}>
      {groups.every((group) => group.items.length === 0) && (
        <div role="menuitem" aria-disabled="true" tabIndex={-1} className="menu-item menu-empty">{empty}</div>
      )}
      {groups.filter((group) => group.items.length > 0).map((group, index) => (
        <div role="group" aria-label={group.title} key={group.title ?? index} className="menu-group">
          {group.title && <div className="menu-title" aria-hidden="true">{group.title}</div>}
          {group.items.map((item) => (
            <button
              type="button" role="menuitem" tabIndex={-1} key={item.label} data-testid={item.testId}
              aria-label={item.label} className={`menu-item ${item.danger ? 'danger' : ''}`}
              onClick={() => { close(); item.run() }}
            >
              {item.label}{item.detail && <small>{item.detail}</small>}
            </button>
          ))}
        </div>
      ))}
    </div>
  )
}

function itemsOf(list: HTMLElement | null): HTMLElement[] {
  return list ? [...list.querySelectorAll<HTMLElement>('[role="menuitem"]')] : []
}

/** Beside the button, and inside the window. */
function place(list: HTMLElement | null, anchor: HTMLElement | null): void {
  if (!list || !anchor) return
  const at = anchor.getBoundingClientRect()
  const { offsetWidth: width, offsetHeight: height } = list
  const below = at.bottom + 4 + height <= window.innerHeight
  list.style.top = `${Math.max(8, below ? at.bottom + 4 : at.top - 4 - height)}px`
  list.style.left = `${Math.max(8, Math.min(at.right - width, window.innerWidth - width - 8))}px`
}
