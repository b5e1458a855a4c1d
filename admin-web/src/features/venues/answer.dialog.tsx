import type { venueRequestMachine, VenueRequest } from '@interra/contracts'
import { Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { ReasonForm } from '../../ui/form/reason-form.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { say } from '../../ui/undo-bar.tsx'
import { staleVenues } from './venue-words.ts'

type Act = keyof typeof venueRequestMachine.acts

interface AnswerDialogProps {
  request: VenueRequest
  act: Act | null
  close: () => void
}

/** What the venue said, or that its room is given back; a few words may be kept. */
export function AnswerDialog({ request, act, close }: AnswerDialogProps) {
  const { t } = useTranslation('venues')
  const done = (of: Act) => say(t(`done.${of}`, { venue: request.room.venueName }))
  return (
    <Dialog opened={act !== null} close={close} title={act && t(`requestActs.${act}`)}>
      {act === 'release' && (
        <ReasonForm
          act="releaseVenueRequest"
          member="note"
          input={{ params: { requestId: request.id }, ifMatch: request.version }}
          stale={staleVenues}
          label={t('fields.answerNote')}
          submit={t('requestActs.release')}
          close={close}
          onDone={() => done('release')}
        />
      )}
      {act !== null && act !== 'release' && (
        <AnswerForm request={request} answer={act} close={close} onDone={() => done(act)} />
      )}
    </Dialog>
  )
}

interface AnswerFormProps {
  request: VenueRequest
  answer: Exclude<Act, 'release'>
  close: () => void
  onDone: () => void
}

function AnswerForm({ request, answer, close, onDone }: AnswerFormProps) {
  const { t } = useTranslation('venues')
  const form = useActForm('answerVenueRequest', {
    initial: { note: '' },
    input: { params: { requestId: request.id }, ifMatch: request.version },
    toBody: (values) => ({ ...values, answer }),
    stale: staleVenues,
    onDone: () => {
      close()
      onDone()
    },
  })
  return (
    <ActForm form={form} submit={t(`requestActs.${answer}`)} cancel={close} guard={false}>
      <Textarea {...form.field('note', t('fields.answerNote'))} description={t('fields.answerHint')} data-autofocus />
    </ActForm>
  )
}
