import type { Workshop } from '@interra/contracts'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/dialog.tsx'
import { ReasonForm } from '../../ui/form/reason-form.tsx'
import { say } from '../../ui/undo-bar.tsx'
import { staleWorkshops } from './workshop-words.ts'

export type StopAct = 'pause' | 'end'

interface StopDialogProps {
  workshop: Workshop
  act: StopAct | null
  close: () => void
}

/** Pauses a workshop, or ends it for good; why, if there is something to say. */
export function StopDialog({ workshop: { id, version, title }, act, close }: StopDialogProps) {
  const { t } = useTranslation('workshops')
  return (
    <Dialog opened={act !== null} close={close} title={act && t(`stop.${act}.title`, { title })}>
      {act && (
        <ReasonForm
          act={act === 'pause' ? 'pauseWorkshop' : 'endWorkshop'}
          input={{ params: { workshopId: id }, ifMatch: version }}
          stale={staleWorkshops}
          label={t(`stop.${act}.reason`)}
          description={t(`stop.${act}.hint`)}
          submit={t(`acts.${act}`)}
          close={close}
          onDone={() => say(t(`done.${act}`, { title }))}
        />
      )}
    </Dialog>
  )
}
