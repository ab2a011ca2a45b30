// What the app says that it is doing.
import { useEffect, useState } from 'react'
import { usePage } from '../page'
import type { Status } from '../types'

const NEXT = 2000

export function StatusLine({ status }: { status: Status }) {
  const { bot } = usePage()
  const [at, setAt] = useState(0)
  const several = status.loading_messages.length

  useEffect(() => {
    if (several < 2) return
    const timer = setInterval(() => setAt((before) => before + 1), NEXT)
    return () => clearInterval(timer)
  }, [several])

  return (
    <p className="status" data-testid="status">
      <span className="dots" aria-hidden="true"><i /><i /><i /></span>
      <span>{bot.name} {status.text}</span>
      {several > 0 && <small>{status.loading_messages[at % several]}</small>}
    </p>
  )
}
