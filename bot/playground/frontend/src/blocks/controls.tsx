import type { FunctionComponent } from 'react'
import type { ControlProps } from './acting'
import { Button, FeedbackButtons, IconButton } from './buttons'
import { Checkboxes, RadioButtons } from './ticks'
import { DateAndTime, DateField, TimeField } from './days'
import { FileField } from './files'
import { Overflow } from './overflow'
import { ManyFromList, OneFromList } from './lists'
import { OneLine, PlainText } from './fields'
import type { Element } from './types'
import { Unshown } from './unshown'

const CONTROLS: Record<string, FunctionComponent<ControlProps>> = {
  button: Button,
  workflow_button: Button,
  feedback_buttons: FeedbackButtons,
  icon_button: IconButton,
  overflow: Overflow,
  static_select: OneFromList,
  users_select: OneFromList,
  channels_select: OneFromList,
  conversations_select: OneFromList,
  multi_static_select: ManyFromList,
  multi_users_select: ManyFromList,
  multi_channels_select: ManyFromList,
  multi_conversations_select: ManyFromList,
  radio_buttons: RadioButtons,
  checkboxes: Checkboxes,
  plain_text_input: PlainText,
  email_text_input: OneLine,
  url_text_input: OneLine,
  number_input: OneLine,
  datepicker: DateField,
  timepicker: TimeField,
  datetimepicker: DateAndTime,
  file_input: FileField,
}

/** Controls whose parts are several: they are labelled as a group. */
export const GROUPS = new Set(['radio_buttons', 'checkboxes', 'file_input'])

export function isControl(element: Element): boolean {
  return Object.hasOwn(CONTROLS, element.type)
}

/** Something to press, to choose from or to fill in. */
export function Control(props: ControlProps) {
  const Known = isControl(props.element) ? CONTROLS[props.element.type] : undefined
  return Known ? <Known {...props} /> : <Unshown what={props.element} />
}
