import { Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { query } from '../../lib/query.ts'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { Await } from '../../ui/states.tsx'
import { staleCoaching } from './incubation-words.ts'

interface PrivateNoteFormProps {
  params: { incubationId: string; coachingLogId: string }
  close: () => void
}

/** One's own note on a coaching: nobody else reads it. */
export function PrivateNoteForm({ params, close }: PrivateNoteFormProps) {
  const note = useQuery(query('readPrivateNote', { params }))
  return <Await query={note}>{({ text }) => <Note params={params} close={close} text={text ?? ''} />}</Await>
}

function Note({ params, close, text }: PrivateNoteFormProps & { text: string }) {
  const { t } = useTranslation(['incubations', 'common'])
  const form = useActForm('writePrivateNote', {
    initial: { text },
    input: { params },
    toBody: (values) => values,
    stale: staleCoaching,
    onDone: close,
  })
  return (
    <ActForm form={form} submit={t('common:save')} cancel={close}>
      <Textarea
        {...form.field('text', t('coaching.private'))}
        description={t('coaching.privateHint')}
        autosize
        minRows={3}
        data-autofocus
      />
    </ActForm>
  )
}
