import type { ReactNode } from 'react'
import { Control, isControl } from './controls'
import { isLocalPicture } from './links'
import { RichText } from './rich'
import { useSetting } from './setting'
import { Link, Text } from './text'
import type { Block, Element, TextObject } from './types'
import { Unshown } from './unshown'

/** A `header` block. Its level is 3: the page and its dialogs have 1 and 2. */
export function Header({ block }: { block: Block }) {
  return <h3 className="blocks-header"><Text text={block.text as TextObject} /></h3>
}

/** A `section` block with its fields and its accessory. */
export function Section({ block, id }: { block: Block; id: string }) {
  const { text, fields = [], accessory } = block as unknown as SectionBlock
  const label = `${id}-text`
  return (
    <div className="blocks-section">
      <div className="blocks-section-text" id={label}>
        {text && <Text text={text} />}
        {fields.length > 0 && (
          <div className="blocks-fields">
            {fields.map((field, index) => <div key={index}><Text text={field} /></div>)}
          </div>
        )}
      </div>
      {accessory && <Accessory block={block} element={accessory} label={label} />}
    </div>
  )
}

interface SectionBlock {
  text?: TextObject
  fields?: TextObject[]
  accessory?: Element
}

function Accessory({ block, element, label }: { block: Block; element: Element; label: string }) {
  if (element.type === 'image') return <Picture element={element} className="blocks-thumbnail" />
  return <Control element={element} block_id={block.block_id ?? ''} label={label} dispatches />
}

/** A `context` block: small texts and pictures in a row. */
export function Context({ block }: { block: Block }) {
  const elements = (block.elements ?? []) as Element[]
  return (
    <div className="blocks-context">
      {elements.map((element, index) => <ContextPart key={index} element={element} />)}
    </div>
  )
}

function ContextPart({ element }: { element: Element }): ReactNode {
  if (element.type === 'image') return <Picture element={element} className="blocks-icon" />
  if (element.type === 'plain_text' || element.type === 'mrkdwn') {
    return <div><Text text={element as unknown as TextObject} /></div>
  }
  return <Unshown what={element} />
}

/** An `image` block. */
export function Image({ block }: { block: Block }) {
  return (
    <figure className="blocks-image">
      {block.title ? <figcaption><Text text={block.title as TextObject} /></figcaption> : null}
      <Picture element={block as Element} className="blocks-picture" />
    </figure>
  )
}

function Picture({ element, className }: { element: Element; className: string }) {
  const { words } = useSetting()
  const alternative = String(element.alt_text ?? '')
  if (isLocalPicture(element.image_url)) {
    return <img className={className} src={element.image_url} alt={alternative} />
  }
  return (
    <span className="blocks-no-picture" title={words.image_not_loaded}>
      <Link url={String(element.image_url ?? '')}>{alternative || words.image_not_loaded}</Link>
    </span>
  )
}

/** A `table` block; its first row is its head, as in Slack. */
export function Table({ block }: { block: Block }) {
  const [head = [], ...rows] = (block.rows ?? []) as Element[][]
  const columns = (block.column_settings ?? []) as ({ align?: 'left' | 'center' | 'right' } | null)[]
  const look = (index: number) => ({ textAlign: columns[index]?.align })
  return (
    <div className="blocks-table" tabIndex={0}>
      <table>
        <thead>
          <tr>
            {head.map((cell, index) => (
              <th key={index} scope="col" style={look(index)}><Cell cell={cell} /></th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, number) => (
            <tr key={number}>
              {row.map((cell, index) => (
                <td key={index} style={look(index)}><Cell cell={cell} /></td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Cell({ cell }: { cell: Element }): ReactNode {
  if (cell.type === 'raw_text' || cell.type === 'raw_number') return String(cell.text ?? cell.value)
  return cell.type === 'rich_text' ? <RichText block={cell} /> : <Unshown what={cell} />
}

/** The `actions` and `context_actions` blocks: controls in a row. */
export function Actions({ block }: { block: Block }) {
  const elements = (block.elements ?? []) as Element[]
  return (
    <div className="blocks-actions">
      {elements.map((element, index) =>
        isControl(element) ? (
          <Control
            key={element.action_id ?? index}
            element={element}
            block_id={block.block_id ?? ''}
            dispatches
          />
        ) : (
          <Unshown key={index} what={element} />
        ),
      )}
    </div>
  )
}
