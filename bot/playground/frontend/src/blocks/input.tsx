import { Control, GROUPS } from './controls'
import { useSetting } from './setting'
import { Text } from './text'
import type { Block, Element, TextObject } from './types'

interface Input {
  label: TextObject
  hint?: TextObject
  optional?: boolean
  element: Element
  dispatch_action?: boolean
}

/** An `input` block: a field with its label, its hint, and what is wrong with it. */
export function InputBlock({ block, id }: { block: Block; id: string }) {
  const { errors, words } = useSetting()
  const { label, hint, optional, element, dispatch_action } = block as unknown as Input
  const error = errors?.[block.block_id ?? '']
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div className="blocks-input" role={GROUPS.has(element.type) ? 'group' : undefined}
      aria-labelledby={GROUPS.has(element.type) ? `${id}-label` : undefined}>
      <div className="blocks-label" id={`${id}-label`}>
        <Text text={label} />
        {optional && <span className="blocks-optional"> {words.optional}</span>}
      </div>
      <Control
        element={element}
        block_id={block.block_id ?? ''}
        label={`${id}-label`}
        description={described || undefined}
        isInvalid={Boolean(error)}
        dispatches={dispatch_action === true}
      />
      {hint && <div className="blocks-hint" id={`${id}-hint`}><Text text={hint} /></div>}
      {error && <div className="blocks-error" id={`${id}-error`}>{error}</div>}
    </div>
  )
}
