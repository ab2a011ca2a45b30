// The window of the app that is on top.
import { useState, type FormEvent } from 'react'
import { Blocks } from '../blocks'
import { missingIn, useForm } from '../form'
import { usePage } from '../page'
import type { View } from '../types'
import { Dialog } from './Dialog'

export function Modal({ view }: { view: View }) {
  const { me, locale, words, theme, names, attempt, upload } = usePage()
  const form = useForm(view, me.id)
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [busy, setBusy] = useState(false)

  const close = () => {
    form.take()
    void attempt({ do: 'close', view: view.id })
  }

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!view.submit || busy) return
    const missing = missingIn(view.blocks, form.values)
    if (missing.length > 0) return setErrors(Object.fromEntries(missing.map((id) => [id, words.required])))
    setBusy(true)
    setErrors({})
    const answer = await attempt({ do: 'submit', view: view.id, hash: view.hash, values: form.take() })
    setBusy(false)
    setErrors(answer.errors ?? {})
  }

  return (
    <Dialog title={view.title ?? ''} close={close} testId="modal">
      <form className="dialog-form" onSubmit={(event) => void submit(event)} noValidate>
        <div className="dialog-body" tabIndex={-1}>
          <Blocks
            blocks={view.blocks} names={names} locale={locale} theme={theme} values={form.values}
            errors={errors} upload={upload} disabled={busy}
            onChange={(block, action, choice) => {
              form.change(block, action, choice)
              if (errors[block]) setErrors(without(errors, block))
            }}
            onAct={async ({ action_id, choice }) => {
              await attempt({ do: 'press', view: view.id, values: form.take(), action_id, choice })
            }}
          />
        </div>
        <footer className="dialog-foot">
          <button type="button" className="button" data-testid="modal-close" onClick={close}>
            {view.close ?? words.close}
          </button>
          {view.submit && (
            <button type="submit" className="button primary" data-testid="modal-submit" aria-busy={busy} disabled={busy}>
              {busy ? words.submitting : view.submit}
            </button>
          )}
        </footer>
      </form>
    </Dialog>
  )
}

function without(errors: Record<string, string>, block: string): Record<string, string> {
  const { [block]: _, ...others } = errors
  return others
}
