/** What the renderer takes: Slack's blocks as they come, and what people fill in. */

export interface Block {
  type: string
  block_id?: string
  [key: string]: unknown
}

/** A control, or a part of a rich text. */
export interface Element {
  type: string
  action_id?: string
  [key: string]: unknown
}

export interface TextObject {
  type: 'plain_text' | 'mrkdwn'
  text: string
  emoji?: boolean
}

export interface Option {
  text: TextObject
  value?: string
  description?: TextObject
  url?: string
}

export interface Confirmation {
  title?: TextObject
  text?: TextObject
  confirm?: TextObject
  deny?: TextObject
  style?: string
}

export type Locale = 'ja' | 'en'

/** What one control says; of a button its value. */
export type Choice = string | string[] | { uploads: string[] } | null

export type Values = Record<string /* block_id */, Record<string /* action_id */, Choice>>

/** `state.values` of a view, as Slack puts it. */
export type StateValues = Record<string, Record<string, unknown>>

export interface Action {
  action_id: string
  block_id: string
  choice: Choice
}

export interface BlocksProps {
  blocks: Block[]
  /** Of accounts, channels and user groups, by id. */
  names: Record<string, string>
  locale: Locale
  theme: 'light' | 'dark'
  /** Resolves when the app has acknowledged; never rejects. The control is busy meanwhile. */
  onAct: (action: Action) => Promise<void>
  /** What a form says now; without it each control remembers for itself. */
  values?: Values
  onChange?: (block_id: string, action_id: string, choice: Choice) => void
  /** What is wrong with a field, by block. */
  errors?: Record<string, string>
  /** Keeps a file and says under which id; rejects with an error that people can read. */
  upload?: (file: File) => Promise<string>
  disabled?: boolean
}
