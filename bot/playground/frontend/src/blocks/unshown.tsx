import { useSetting } from './setting'

/** What the page cannot render: said so, with all that was sent. */
export function Unshown({ what }: { what: { type: string } }) {
  const { words } = useSetting()
  return (
    <div className="blocks-unshown" data-testid="unshown" data-type={what.type}>
      {words.unshown(what.type)}
      <details>
        <summary>{words.unshown_details}</summary>
        <pre>{JSON.stringify(what, null, 1)}</pre>
      </details>
    </div>
  )
}
