import { declineReasons, referralOutcomes, withdrawers, type MoveReferral, type ReferralRow } from '@interra/contracts'
import { Checkbox, NativeSelect, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { query } from '../../lib/query.ts'
import { useDates } from '../../lib/use-dates.ts'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { say } from '../../ui/undo-bar.tsx'
import { staleReferrals, type StaffAct } from './referral-words.ts'

type FormAct = Exclude<StaffAct, 'review' | 'accept'>
interface StepFormProps {
  referral: ReferralRow
  act: Exclude<StaffAct, 'accept'>
  close: () => void
}
interface Values extends Record<string, unknown> {
  text: string
  note: string
  on: string
  reasons: string[]
  outcome: string
  requestedBy: string
  referralId: string
  reached: string
}

/** What each step is said with: words for the partner and the person, or a note of ours. */
export function StepForm({ referral, act, close }: StepFormProps) {
  const { t } = useTranslation('referrals')
  const today = useDates().now().date
  const initial: Values = {
    text: '',
    note: '',
    on: act === 'waitlist' ? '' : today,
    reasons: [],
    outcome: referralOutcomes[0],
    requestedBy: withdrawers[0],
    referralId: '',
    reached: 'yes',
  }
  const form = useActForm('moveReferral', {
    initial,
    input: { params: { referralId: referral.id }, ifMatch: referral.version },
    toBody: (values) => bodyOf(act as FormAct, values),
    fieldOf: (path) => fields[path] ?? path,
    stale: staleReferrals,
    onDone: () => {
      close()
      say(t(`done.${act}`))
    },
  })
  const note = <Textarea {...form.field('note', t('fields.note'))} autosize minRows={2} />
  return (
    <ActForm form={form} submit={t(`acts.${act}`)} cancel={close} guard={false}>
      <Fields act={act as FormAct} referral={referral} form={form} />
      {withNote.includes(act) && note}
    </ActForm>
  )
}

/** A broken member of the body -> the field that holds it. */
const fields: Readonly<Record<string, string>> = {
  question: 'text',
  information: 'text',
  reason: 'text',
  words: 'text',
  reviewOn: 'on',
}
const withNote: readonly string[] = [
  'waitlist',
  'decline',
  'contact',
  'setFirstMeeting',
  'transfer',
  'close',
  'withdraw',
]

function bodyOf(act: FormAct, { text, note, on, reasons, outcome, requestedBy, referralId, reached }: Values): unknown {
  const bodies: Readonly<Record<FormAct, object>> = {
    ask: { question: text },
    inform: { information: text },
    waitlist: { reason: text, reviewOn: on || undefined, note },
    decline: { reasons, words: text, note },
    link: { referralId },
    contact: { reached: reached === 'yes', note },
    setFirstMeeting: { on, note },
    transfer: { note },
    close: { outcome, note },
    withdraw: { requestedBy, note },
  }
  const said = Object.entries<unknown>({ act, ...bodies[act] }).filter(
    ([, value]) => value !== '' && value !== undefined,
  )
  return Object.fromEntries(said) as MoveReferral
}

interface FieldsProps {
  act: FormAct
  referral: ReferralRow
  form: ReturnType<typeof useActForm<'moveReferral', Values>>
}
function Fields({ act, referral, form }: FieldsProps) {
  const { t } = useTranslation('referrals')
  const words = (label: string, description: string) => (
    <Textarea {...form.field('text', label)} description={description} autosize minRows={3} data-autofocus />
  )
  if (act === 'ask') return words(t('fields.question'), t('fields.partnerReads'))
  if (act === 'inform') return words(t('fields.information'), t('fields.fromPartner'))
  if (act === 'waitlist')
    return (
      <>
        {words(t('fields.reason'), t('fields.bothRead'))}
        <TextInput {...form.field('on', t('fields.reviewOn'))} type="date" />
      </>
    )
  if (act === 'decline')
    return (
      <>
        <Checkbox.Group {...form.field('reasons', t('fields.reasons'))} description={t('fields.oursAlone')}>
          <Stack gap="xs" mt="xs">
            {declineReasons.map((value, at) => (
              <Checkbox
                key={value}
                value={value}
                label={t(`decline.${value}`)}
                {...(at === 0 ? { 'data-autofocus': true } : {})}
              />
            ))}
          </Stack>
        </Checkbox.Group>
        <Textarea {...form.field('text', t('fields.words'))} description={t('fields.bothRead')} autosize minRows={3} />
      </>
    )
  if (act === 'setFirstMeeting') return <TextInput {...form.field('on', t('fields.on'))} type="date" data-autofocus />
  if (act === 'link') return <LinkFields referral={referral} form={form} />
  const choices = choicesOf(act)
  if (!choices) return null
  return (
    <NativeSelect
      {...form.field(choices.field, t(`fields.${choices.field}`))}
      data={choices.values.map((value) => ({ value, label: t(`choices.${value}`) }))}
      data-autofocus
    />
  )
}

function choicesOf(act: FormAct) {
  if (act === 'contact') return { field: 'reached', values: ['yes', 'no'] } as const
  if (act === 'close') return { field: 'outcome', values: referralOutcomes } as const
  return act === 'withdraw' ? ({ field: 'requestedBy', values: [...withdrawers, 'staff'] } as const) : null
}

/** Open referrals that may be about the same: the partner reads nothing of it. */
function LinkFields({ referral, form }: Omit<FieldsProps, 'act'>) {
  const { t } = useTranslation('referrals')
  const dates = useDates()
  const found = useQuery(query('listReferralCandidates', { params: { referralId: referral.id } }))
  const open = found.data?.referrals ?? []
  if (found.data && open.length === 0) return <Text>{t('noneOpen')}</Text>
  return (
    <NativeSelect
      {...form.field('referralId', t('fields.referralId'))}
      description={t('fields.oursAlone')}
      data={[
        { value: '', label: t('choose') },
        ...open.map(({ id, partnerName, receivedAt }) => ({
          value: id,
          label: t('openOne', { partner: partnerName, day: dates.dayOf(receivedAt, 'short') }),
        })),
      ]}
      data-autofocus
    />
  )
}
