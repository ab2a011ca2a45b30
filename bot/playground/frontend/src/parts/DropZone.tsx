// A spreadsheet dropped anywhere on the page begins an import, for those who may.
import { useEffect, useState } from 'react'
import { importSpreadsheet, isStaff } from '../importing'
import { usePage } from '../page'
import { goTo } from '../place'
import { store } from '../store'
import { toast } from '../toasts'
import { Icon } from './icons'

export function DropZone() {
  const page = usePage()
  const { me, words } = page
  const [isOver, setOver] = useState(false)

  useEffect(() => {
    const over = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return
      event.preventDefault()
      setOver(true)
    }
    // Only leaving the window has nothing that is entered instead.
    const leave = (event: DragEvent) => { if (!event.relatedTarget) setOver(false) }
    const drop = (event: DragEvent) => {
      setOver(false)
      const files = [...(event.dataTransfer?.files ?? [])]
      // A field that takes files has taken it already.
      if (event.defaultPrevented || files.length === 0) return
      event.preventDefault()
      const [file] = files
      if (!isStaff(me)) return offerStaff()
      if (files.length > 1 || !file) return toast(words.oneFile)
      void importSpreadsheet(page, file)
    }
    const offerStaff = () => {
      const staff = store.look().people.find((one) => one.role === 'coordinator')
      const become = staff && {
        label: words.becomeStaff(staff.name),
        run: () => goTo({ person: staff.id, channel: '', thread: '' }),
      }
      toast(words.onlyStaff, 'problem', become)
    }
    window.addEventListener('dragenter', over)
    window.addEventListener('dragover', over)
    window.addEventListener('dragleave', leave)
    window.addEventListener('drop', drop)
    return () => {
      window.removeEventListener('dragenter', over)
      window.removeEventListener('dragover', over)
      window.removeEventListener('dragleave', leave)
      window.removeEventListener('drop', drop)
    }
  }, [page, me, words])

  const mayDrop = isStaff(me)
  return (
    <div className="dropzone" data-testid="dropzone" data-over={isOver || undefined} aria-hidden={!isOver}>
      <div>
        <Icon name="sheet" />
        <b>{mayDrop ? words.dropHere : words.dropNotYours}</b>
        <span>{mayDrop ? words.dropHereAbout : words.dropNotYoursAbout}</span>
      </div>
    </div>
  )
}
