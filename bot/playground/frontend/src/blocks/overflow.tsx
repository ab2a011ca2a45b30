import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { useAct, type ControlProps } from './acting'
import { useConfirmation } from './confirm'
import { useSetting } from './setting'
import { plain } from './text'
import type { Option } from './types'

/** The menu with the three dots. */
export function Overflow({ element, block_id, label }: ControlProps) {
  const { words } = useSetting()
  const { act, attributes } = useAct(element, block_id)
  const { ask, dialog } = useConfirmation(element)
  const [isOpen, setOpen] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const options = (element.options ?? []) as Option[]
  const close = () => {
    setOpen(false)
    opener.current?.focus()
  }
  const choose = ({ value = '' }: Option) => {
    close()
    ask(() => void act(value))
  }
  return (
    <div className="blocks-overflow" onBlur={({ currentTarget, relatedTarget }) => {
      if (!currentTarget.contains(relatedTarget)) setOpen(false)
    }}>
      <button ref={opener} type="button" className="blocks-thumb" data-action-id={element.action_id}
        aria-label={words.more} aria-describedby={label} aria-haspopup="menu"
        aria-expanded={isOpen} {...attributes} onClick={() => setOpen(!isOpen)}>
        ⋯
      </button>
      {isOpen && <Menu options={options} action={element.action_id} onChoose={choose} onClose={close} />}
      {dialog}
    </div>
  )
}

interface MenuProps {
  options: Option[]
  action: string | undefined
  onChoose: (option: Option) => void
  onClose: () => void
}

function Menu({ options, action, onChoose, onClose }: MenuProps) {
  const menu = useRef<HTMLDivElement>(null)
  useEffect(() => menu.current?.querySelector('button')?.focus(), [])
  const move = (event: KeyboardEvent) => {
    const items = [...(menu.current?.querySelectorAll('button') ?? [])]
    const at = items.findIndex((item) => item === document.activeElement)
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) items.at((at + step) % items.length)?.focus()
    else if (event.key === 'Escape') onClose()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div ref={menu} role="menu" className="blocks-menu" onKeyDown={move}>
      {options.map((option) => (
        <button key={option.value} type="button" role="menuitem" tabIndex={-1}
          data-action-id={action} data-value={option.value} onClick={() => onChoose(option)}>
          {plain(option.text)}
        </button>
      ))}
    </div>
  )
}
