import {
  outgoingOutcomes,
  outgoingShares,
  referralConsentMethods,
  type OutgoingReferral,
  type OutgoingTeamAct,
} from '@interra/contracts'
import { Checkbox, NativeSelect, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useLanguages } from '../../lib/choices.ts'
import { findPartners } from '../../lib/partners.ts'
import { query, type ReadName } from '../../lib/query.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { SearchSelect, type Found } from '../../ui/form/search-select.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { say } from '../../ui/undo-bar.tsx'

export const staleOutgoing: readonly ReadName[] = ['listOutgoing', 'getToday']
const asked = ['send', 'decline', 'close', 'withdraw'] as const
/** Acts that something must be said with, or that cannot be undone. */
export type AskedAct = (typeof asked)[number]
export const isAsked = (act: OutgoingTeamAct): act is AskedAct => asked.some((one) => one === act)

interface PrepareProps {
  personId: string
  opened: boolean
  close: () => void
}
/** To whom, for what: nothing leaves yet. */
export function PrepareOutgoingDialog({ personId, opened, close }: PrepareProps) {
  const { t } = useTranslation('referrals')
  return (
    <Dialog opened={opened} close={close} title={t('outgoing.prepare')}>
      <PrepareForm personId={personId} close={close} />
    </Dialog>
  )
}

interface Prepared extends Record<string, unknown> {
  partner: Found | null
  agentId: string
  service: string
  message: string
}
const nothing: Prepared = { partner: null, agentId: '', service: '', message: '' }

function PrepareForm({ personId, close }: Omit<PrepareProps, 'opened'>) {
  const { t } = useTranslation('referrals')
  const form = useActForm('prepareOutgoing', {
    initial: nothing,
    toBody: ({ partner, ...said }) => ({ ...said, personId, partnerId: partner?.value ?? '' }),
    fieldOf: (path) => (path === 'partnerId' ? 'partner' : path),
    stale: staleOutgoing,
    onDone: () => {
      say(t('outgoing.prepared'))
      close()
    },
  })
  const { partner } = form.values
  return (
    <ActForm form={form} submit={t('outgoing.prepare')} cancel={close}>
      <SearchSelect
        label={t('outgoing.partner')}
        name="partners"
        find={findPartners}
        value={partner}
        onChange={(found) => form.set('partner', found)}
        error={form.field('partner', t('outgoing.partner'))['error'] as string}
        data-path="partner"
      />
      <Agents partnerId={partner?.value} field={form.field('agentId', t('outgoing.agent'))} />
      <TextInput {...form.field('service', t('outgoing.service'))} autoComplete="off" />
      <Textarea
        {...form.field('message', t('outgoing.message'))}
        description={t('outgoing.messageHint')}
        autosize
        minRows={2}
        maxLength={500}
      />
    </ActForm>
  )
}

/** Those of a partner who can be written to. */
function Agents({ partnerId, field }: { partnerId: string | undefined; field: { label: string } }) {
  const { t } = useTranslation('referrals')
  const found = useQuery({
    ...query('getPartner', { params: { partnerId: partnerId ?? '' } }),
    enabled: partnerId !== undefined,
  })
  const agents = found.data?.agents.filter(({ active, email }) => active && email) ?? []
  return (
    <NativeSelect
      {...field}
      description={t('outgoing.agentHint')}
      disabled={agents.length === 0}
      data={[{ value: '', label: t('choose') }, ...agents.map(({ id, name }) => ({ value: id, label: name ?? '' }))]}
    />
  )
}

interface StepProps {
  outgoing: OutgoingReferral
  act: AskedAct | null
  close: () => void
}
export function OutgoingStepDialog({ outgoing, act, close }: StepProps) {
  const { t } = useTranslation('referrals')
  return (
    <Dialog opened={act !== null} close={close} title={act ? t(`outgoing.acts.${act}`) : ''}>
      {act && <StepForm outgoing={outgoing} act={act} close={close} />}
    </Dialog>
  )
}

interface Said extends Record<string, unknown> {
  on: string
  method: string
  language: string
  shares: string[]
  reason: string
  outcome: string
}
function bodyOf(act: AskedAct, { on, method, language, shares, reason, outcome }: Said): unknown {
  if (act === 'send') return { act, consent: { on, method, language }, shares }
  if (act === 'decline') return { act, reason }
  return act === 'close' ? { act, outcome } : { act }
}

function StepForm({ outgoing, act, close }: StepProps & { act: AskedAct }) {
  const { t } = useTranslation('referrals')
  const { choices } = useLanguages()
  const on = useDates().now().date
  const initial: Said = { on, method: 'oral', language: 'fr', shares: [], reason: '', outcome: 'served' }
  const form = useActForm('moveOutgoing', {
    initial,
    input: { params: { outgoingId: outgoing.id }, ifMatch: outgoing.version },
    toBody: (values) => bodyOf(act, values),
    fieldOf: (path) => path.replace(/^consent\./, ''),
    stale: staleOutgoing,
    onDone: () => {
      say(t('outgoing.done'))
      close()
    },
  })
  const field = (name: 'on' | 'method' | 'language' | 'shares' | 'outcome') => form.field(name, t(`outgoing.${name}`))
  return (
    <ActForm form={form} submit={t(`outgoing.acts.${act}`)} cancel={close} guard={false}>
      {act === 'send' && (
        <>
          <Checkbox.Group {...field('shares')}>
            <Stack gap="xs" mt="xs">
              {outgoingShares.map((value) => (
                <Checkbox key={value} value={value} label={t(`outgoing.shareNames.${value}`)} />
              ))}
            </Stack>
          </Checkbox.Group>
          <TextInput {...field('on')} type="date" />
          <NativeSelect
            {...field('method')}
            data={referralConsentMethods.map((value) => ({ value, label: t(`methods.${value}`) }))}
          />
          <NativeSelect {...field('language')} data={[...choices]} />
        </>
      )}
      {act === 'decline' && <TextInput {...form.field('reason', t('outgoing.why'))} autoComplete="off" />}
      {act === 'close' && (
        <NativeSelect
          {...field('outcome')}
          data={outgoingOutcomes.map((value) => ({ value, label: t(`outgoing.outcomes.${value}`) }))}
        />
      )}
      {act === 'withdraw' && <Text>{t('outgoing.withdrawText')}</Text>}
    </ActForm>
  )
}
