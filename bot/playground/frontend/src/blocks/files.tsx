import { useId, useRef, useState } from 'react'
import { marks, useChoice, type ControlProps } from './acting'
import { useSetting } from './setting'
import type { Choice, Element } from './types'
import { MOST_BYTES, rememberUpload, uploadName } from './uploads'
import type { Words } from './words'

const MOST_FILES = 10

/** A field for files: each is uploaded at once, and its name is shown. */
export function FileField(props: ControlProps) {
  const { element, label, description } = props
  const { words, upload } = useSetting()
  const { choice, choose, attributes } = useChoice(props)
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  const uploads = uploadsOf(choice)
  const most = Number(element.max_files ?? MOST_FILES)
  const types = ((element.filetypes ?? []) as string[]).map((type) => `.${type}`)

  const take = async (files: File[]) => {
    const wrong = problemWith(files, uploads.length, element, words)
    setProblem(wrong)
    if (wrong || !upload) return
    setBusy(true)
    try {
      const added: string[] = []
      for (const file of files) added.push(await kept(file, upload))
      choose({ uploads: most === 1 ? added : [...uploads, ...added] })
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="blocks-files">
      <input
        {...marks({ ...props, label: undefined })}
        {...attributes}
        ref={field}
        type="file"
        id={id}
        aria-labelledby={label && `${label} ${id}-name`}
        aria-describedby={[description, problem && `${id}-problem`].filter(Boolean).join(' ')}
        aria-busy={isBusy || attributes['aria-busy']}
        disabled={isBusy || attributes.disabled}
        accept={types.join(',')}
        multiple={most > 1}
        onChange={({ target }) => {
          const files = [...(target.files ?? [])]
          // The same file may be chosen again after it was corrected.
          target.value = ''
          void take(files)
        }}
      />
      <label htmlFor={id} id={`${id}-name`} className="blocks-button">
        {most > 1 ? words.choose_files : words.choose_file}
      </label>
      {types.length > 0 && <span className="blocks-types">{types.join(' ')}</span>}
      {isBusy && <span role="status">{words.uploading}</span>}
      <Chosen uploads={uploads} onRemove={(gone) => {
        choose({ uploads: uploads.filter((one) => one !== gone) })
        field.current?.focus()
      }} />
      {problem && <div id={`${id}-problem`} role="alert" className="blocks-error">{problem}</div>}
    </div>
  )
}

function Chosen({ uploads, onRemove }: { uploads: string[]; onRemove: (id: string) => void }) {
  const { words } = useSetting()
  if (uploads.length === 0) return null
  return (
    <ul className="blocks-uploads">
      {uploads.map((upload) => (
        <li key={upload} className="blocks-chip">
          {uploadName(upload)}
          <button type="button" aria-label={words.remove(uploadName(upload))}
            onClick={() => onRemove(upload)}>
            ×
          </button>
        </li>
      ))}
    </ul>
  )
}

async function kept(file: File, upload: (file: File) => Promise<string>): Promise<string> {
  const id = await upload(file)
  rememberUpload(id, file.name)
  return id
}

/** Why Slack's form would not take these files, or nothing. */
function problemWith(files: File[], there: number, element: Element, words: Words): string {
  const most = Number(element.max_files ?? MOST_FILES)
  const types = (element.filetypes ?? []) as string[]
  const wrong = files.find(({ name }) => {
    const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase()
    return types.length > 0 && !types.includes(ending)
  })
  if (wrong) return words.wrong_file_type(wrong.name, types.join(', '))
  const large = files.find(({ size }) => size > MOST_BYTES)
  if (large) return words.too_large(large.name, MOST_BYTES)
  // A field for one file puts the new one in the place of the old.
  const count = files.length + (most === 1 ? 0 : there)
  return count > most ? words.too_many_files(most) : ''
}

function uploadsOf(choice: Choice): string[] {
  return choice && typeof choice === 'object' && 'uploads' in choice ? choice.uploads : []
}
