import type { ServiceRequest } from '@interra/contracts'
import { Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { findPartners } from '../../lib/partners.ts'
import { ActForm } from '../../ui/form/act-form.tsx'
import { SearchSelect, type Found } from '../../ui/form/search-select.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { staleServices } from './incubation-words.ts'

interface ServiceFormProps {
  service: ServiceRequest
  close: () => void
}
const inputOf = ({ id, version }: ServiceRequest) => ({ params: { serviceRequestId: id }, ifMatch: version })

/** What was done about a request. */
export function NoteForm({ service, close }: ServiceFormProps) {
  const { t } = useTranslation(['incubations', 'common'])
  const said = service.confidential ?? service.matter
  const form = useActForm('noteService', {
    initial: { notes: said?.notes ?? '', answer: said?.answer ?? '' },
    input: inputOf(service),
    toBody: ({ notes, answer }) => ({ notes, answer: answer === '' ? null : answer }),
    stale: staleServices,
    onDone: close,
  })
  return (
    <ActForm form={form} submit={t('common:save')} cancel={close}>
      <Textarea {...form.field('notes', t('services.notes'))} autosize minRows={3} data-autofocus />
      <Textarea
        {...form.field('answer', t('services.answer', { name: service.askedBy ?? t('hidden') }))}
        description={t('services.answerHint')}
        autosize
        minRows={2}
      />
    </ActForm>
  )
}

/** To which partner a request goes. */
export function PassOnForm({ service, close }: ServiceFormProps) {
  const { t } = useTranslation('incubations')
  const form = useActForm('moveService', {
    initial: { partner: null as Found | null },
    input: inputOf(service),
    toBody: ({ partner }) => ({ act: 'passOn', ...(partner ? { partnerId: partner.value } : {}) }),
    fieldOf: (path) => (path === 'partnerId' ? 'partner' : path),
    stale: staleServices,
    onDone: close,
  })
  const field = form.field('partner', t('services.partner'))
  return (
    <ActForm form={form} submit={t('serviceActs.passOn')} cancel={close} guard={false}>
      <SearchSelect
        label={t('services.partner')}
        name="partner"
        value={form.values.partner}
        onChange={(chosen) => form.set('partner', chosen)}
        find={findPartners}
        error={field['error'] as string | undefined}
      />
    </ActForm>
  )
}
