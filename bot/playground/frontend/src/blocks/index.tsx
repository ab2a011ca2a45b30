/** Slack's Block Kit in React: everything is shown, and what people press or fill in is told. */

import '../blocks.css'
import { useId, type ReactNode } from 'react'
import { Actions, Context, Header, Image, Section, Table } from './display'
import { InputBlock } from './input'
import { RichText } from './rich'
import { Within } from './setting'
import type { Block, BlocksProps } from './types'
import { Unshown } from './unshown'

export { Mrkdwn } from './text'
export { initialValues } from './values'
export { MOST_BYTES, rememberUpload } from './uploads'
export type * from './types'

/** The blocks of a message, a modal or a home tab. */
export function Blocks(props: BlocksProps) {
  const id = useId()
  return (
    <Within setting={props}>
      <div className="blocks" data-theme={props.theme}>
        {props.blocks.map((block, index) => (
          <div key={block.block_id ?? index} className="blocks-block" data-block-id={block.block_id}>
            <OneBlock block={block} id={`${id}-${index}`} />
          </div>
        ))}
      </div>
    </Within>
  )
}

/** A message's text with Slack's markup, where it has no blocks. */
export function MessageText({ text, ...rest }: { text: string } & Omit<BlocksProps, 'blocks'>) {
  return <Blocks {...rest} blocks={[{ type: 'section', text: { type: 'mrkdwn', text } }]} />
}

function OneBlock({ block, id }: { block: Block; id: string }): ReactNode {
  switch (block.type) {
    case 'rich_text':
      return <RichText block={block} />
    case 'section':
      return <Section block={block} id={id} />
    case 'header':
      return <Header block={block} />
    case 'context':
      return <Context block={block} />
    case 'divider':
      return <hr />
    case 'image':
      return <Image block={block} />
    case 'table':
      return <Table block={block} />
    case 'actions':
    case 'context_actions':
      return <Actions block={block} />
    case 'input':
      return <InputBlock block={block} id={id} />
    default:
      return <Unshown what={block} />
  }
}
