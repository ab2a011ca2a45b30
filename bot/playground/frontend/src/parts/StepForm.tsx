// A workflow that comes to a step of the app: what it is given, and what it hands on.
import { useState, type FormEvent } from 'react'
import { usePage } from '../page'
import { useScene } from '../store'
import type { Run, Step } from '../types'
import { Dialog } from './Dialog'

export function StepForm({ step, end }: { step: Step; end: () => void }) {
  const { words, attempt } = usePage()
  const { runs } = useScene()
  const [inputs, setInputs] = useState<Record<string, string>>({})
  const [before, setBefore] = useState<ReadonlySet<string> | null>(null)
  const [isSent, setSent] = useState(false)
  const run = before && runs.findLast((one) => one.callback_id === step.callback_id && !before.has(one.id))

  const isBusy = isSent || run?.state === 'running'

  const start = async (event: FormEvent) => {
    event.preventDefault()
    if (isBusy) return
    setSent(true)
    setBefore(new Set(runs.map((one) => one.id)))
    await attempt({ do: 'step', callback_id: step.callback_id, inputs })
    setSent(false)
  }

  return (
    <Dialog title={step.title} close={end} testId="step-form">
      <form className="dialog-form" onSubmit={(event) => void start(event)}>
        <div className="dialog-body">
          {step.inputs.map((one) => (
            <label className="field" key={one.name}>
              <span>{one.title}</span>
              <textarea rows={2} required data-name={one.name} value={inputs[one.name] ?? ''}
                onChange={(event) => setInputs({ ...inputs, [one.name]: event.target.value })} />
              {one.description && <small>{one.description}</small>}
            </label>
          ))}
          <div aria-live="polite">{run && <Result run={run} />}</div>
        </div>
        <footer className="dialog-foot">
          <button type="button" className="button" onClick={end}>{words.close}</button>
          <button type="submit" className="button primary" data-testid="step-run" aria-busy={isBusy} disabled={isBusy}>
            {words.runStep}
          </button>
        </footer>
      </form>
    </Dialog>
  )
}

function Result({ run }: { run: Run }) {
  const { words } = usePage()
  if (run.state === 'running') return <p data-testid="step-result" data-state="running">{words.stepRunning}</p>
  if (run.state === 'failed') return <p className="problem" data-testid="step-result" data-state="failed">{words.stepFailed} {run.error}</p>
  return (
    <div data-testid="step-result" data-state="completed">
      <p>{words.stepDone}</p>
      <dl className="outputs">
        {Object.entries(run.outputs ?? {}).map(([name, value]) => (
          <div key={name}><dt>{name}</dt><dd>{typeof value === 'string' ? value : JSON.stringify(value)}</dd></div>
        ))}
      </dl>
    </div>
  )
}
