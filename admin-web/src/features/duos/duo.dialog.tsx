import type { Duo } from '@interra/contracts'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/dialog.tsx'
import { ReasonForm } from '../../ui/form/reason-form.tsx'
import { say } from '../../ui/undo-bar.tsx'
import { staleDuos } from './duos.queries.ts'
import { CompleteForm, EndForm, PauseForm } from './ending-forms.tsx'
import { CharterForm, FirstMeetingForm, StartForm } from './start-forms.tsx'

export type DuoDialogName =
  | 'planFirstMeeting'
  | 'signCharter'
  | 'start'
  | 'pause'
  | 'complete'
  | 'endEarly'
  | 'abandon'
  | 'raiseSafety'
  | 'clearSafety'

interface DuoDialogProps {
  duo: Duo
  asked: DuoDialogName | null
  close: () => void
}

/** The steps of a duo that need a word. */
export function DuoDialog({ duo, asked, close }: DuoDialogProps) {
  const { t } = useTranslation('duos')
  const input = { params: { duoId: duo.id }, ifMatch: duo.version }
  const form = { duo, close }
  return (
    <Dialog opened={asked !== null} close={close} title={asked && t(`duoActs.${asked}`)}>
      {asked === 'planFirstMeeting' && <FirstMeetingForm {...form} />}
      {asked === 'signCharter' && <CharterForm key={duo.charter.length} {...form} />}
      {asked === 'start' && <StartForm {...form} />}
      {asked === 'pause' && <PauseForm {...form} />}
      {asked === 'complete' && <CompleteForm {...form} />}
      {asked === 'endEarly' && <EndForm {...form} />}
      {asked === 'raiseSafety' && (
        <ReasonForm
          act="raiseSafety"
          member="note"
          input={{ params: input.params }}
          stale={staleDuos}
          label={t('safety.worry')}
          description={t('safety.worryHint')}
          submit={t('duoActs.raiseSafety')}
          close={close}
          onDone={() => say(t('duoDone.raiseSafety'))}
        />
      )}
      {asked === 'clearSafety' && (
        <ReasonForm
          act="clearSafety"
          member="note"
          input={input}
          stale={staleDuos}
          label={t('safety.note')}
          description={t('safety.hint')}
          submit={t('duoActs.clearSafety')}
          close={close}
        />
      )}
      {asked === 'abandon' && (
        <ReasonForm
          act="abandonDuo"
          input={input}
          stale={staleDuos}
          label={t('fields.reason')}
          submit={t('duoActs.abandon')}
          close={close}
        />
      )}
    </Dialog>
  )
}
