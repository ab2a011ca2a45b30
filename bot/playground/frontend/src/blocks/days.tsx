import { marks, useChoice, type ControlProps } from './acting'
import { useSetting } from './setting'
import { plain } from './text'
import type { TextObject } from './types'

/** A day, as `2026-04-01`. */
export function DateField(props: ControlProps) {
  return <Picker props={props} type="date" read={same} write={same} />
}

/** A time of day, as `13:30`. */
export function TimeField(props: ControlProps) {
  return <Picker props={props} type="time" read={same} write={same} />
}

/** A moment; Slack has it in seconds since 1970. */
export function DateAndTime(props: ControlProps) {
  return <Picker props={props} type="datetime-local" read={localTime} write={seconds} />
}

interface PickerProps {
  props: ControlProps
  type: 'date' | 'time' | 'datetime-local'
  read: (choice: string) => string
  write: (typed: string) => string
}

function Picker({ props, type, read, write }: PickerProps) {
  const { element, label } = props
  const { words } = useSetting()
  const { choice, choose, attributes } = useChoice(props)
  const placeholder = plain(element.placeholder as TextObject | undefined) || words.choose
  return (
    <input
      {...marks(props)}
      {...attributes}
      className="blocks-field blocks-short"
      aria-label={label ? undefined : placeholder}
      type={type}
      value={typeof choice === 'string' ? read(choice) : ''}
      onChange={({ target }) => choose(target.value ? write(target.value) : null)}
    />
  )
}

const same = (text: string) => text

function localTime(choice: string): string {
  const moment = new Date(Number(choice) * 1000)
  const shifted = new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000)
  return Number.isNaN(moment.getTime()) ? '' : shifted.toISOString().slice(0, 16)
}

function seconds(typed: string): string {
  return String(Math.floor(new Date(typed).getTime() / 1000))
}
