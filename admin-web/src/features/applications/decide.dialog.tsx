import { decisionOutcomes, type DecisionOutcome, type JuryProposal, type JuryRound } from '@interra/contracts'
import { NativeSelect, Radio, Stack, Text, Textarea, TextInput, Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { findPartners } from '../../lib/partners.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { SearchSelect, type Found } from '../../ui/form/search-select.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { say } from '../../ui/undo-bar.tsx'
import { staleRounds } from './application-words.ts'
import { ConditionFields, noCondition, type GivenCondition } from './condition-fields.tsx'
import { ResultWords, type Dossier } from './result-words.tsx'

interface DecideProps {
  round: JuryRound
  dossier: Dossier | null
  close: () => void
}

/** What the panel decides, with the votes, and what the applicant is told. */
export function DecideDialog({ round, dossier, close }: DecideProps) {
  const { t } = useTranslation('applications')
  return (
    <Dialog
      opened={dossier !== null}
      close={close}
      size="lg"
      title={dossier && t('decide.title', { project: dossier.project ?? '' })}
    >
      {dossier && <DecideForm round={round} dossier={dossier} close={close} />}
    </Dialog>
  )
}

const votes = ['for', 'against', 'abstained'] as const
interface Values extends Record<string, unknown> {
  outcome: string
  feedback: string
  reason: string
  deviationReason: string
  conditions: readonly GivenCondition[]
  partner: Found | null
  votes: Record<string, string>
}
const agrees: Readonly<Record<JuryProposal, readonly string[]>> = {
  admit: ['admitted', 'admitted_with_conditions'],
  discuss: decisionOutcomes,
  redirect: ['redirected', 'refused'],
}
const refuses = (outcome: string) => outcome === 'refused' || outcome === 'redirected'

function DecideForm({ round, dossier, close }: DecideProps & { dossier: Dossier }) {
  const { t } = useTranslation('applications')
  const { applicationId, status, result } = dossier
  const proposal = result?.proposal ?? 'discuss'
  const voters = round.members.filter(({ id }) =>
    round.reviews.some((one) => one.memberId === id && one.applicationId === applicationId && one.counts),
  )
  const offered: readonly DecisionOutcome[] =
    status === 'waitlisted' ? ['admitted', 'admitted_with_conditions'] : decisionOutcomes
  const initial: Values = {
    outcome: proposal === 'redirect' && status !== 'waitlisted' ? 'refused' : 'admitted',
    feedback: '',
    reason: '',
    deviationReason: '',
    conditions: [noCondition],
    partner: null,
    votes: Object.fromEntries(voters.map(({ id }) => [id, 'for'])),
  }
  const form = useActForm('decideApplication', {
    initial,
    input: { params: { roundId: round.id, applicationId } },
    toBody: ({ partner, conditions, votes: given, ...rest }) => ({
      ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== '')),
      ...(rest.outcome === 'admitted_with_conditions' && { conditions }),
      ...(partner && { partnerId: partner.value }),
      ...(dossier.decision && { replaces: dossier.decision.id }),
      votes: Object.entries(given).map(([memberId, vote]) => ({ memberId, vote })),
    }),
    fieldOf: (path) => (path === 'partnerId' ? 'partner' : path),
    stale: staleRounds,
    onDone: () => {
      close()
      say(t('decide.done'))
    },
  })
  const { outcome } = form.values
  const cast = Object.values(form.values.votes)
  const outvoted = cast.filter((one) => one === 'against').length > cast.filter((one) => one === 'for').length
  const partner = form.field('partner', t('decide.partner'))
  return (
    <ActForm form={form} submit={t('decide.submit')} cancel={close}>
      <ResultWords dossier={dossier} quorum={round.quorum} />
      <NativeSelect
        {...form.field('outcome', t('decide.outcome'))}
        data={offered.map((value) => ({ value, label: t(`outcomes.${value}`) }))}
      />
      {refuses(outcome) && <TextInput {...form.field('reason', t('decide.reason'))} />}
      {(!agrees[proposal].includes(outcome) || outvoted) && (
        <TextInput {...form.field('deviationReason', t('decide.deviation'))} />
      )}
      {outcome === 'admitted_with_conditions' && <ConditionFields form={form} />}
      {outcome === 'redirected' && (
        <SearchSelect
          label={t('decide.partner')}
          name="partner"
          value={form.values.partner}
          onChange={(chosen) => form.set('partner', chosen)}
          find={findPartners}
          error={partner['error'] as string | undefined}
        />
      )}
      <Textarea
        {...form.field('feedback', t('decide.feedback'))}
        description={t('decide.feedbackHint')}
        autosize
        minRows={4}
      />
      <Stack gap="sm" role="group" aria-label={t('decide.votes')}>
        <Text fw={600}>{t('decide.votes')}</Text>
        {voters.map(({ id, person }) => (
          <Radio.Group
            key={id}
            label={<bdi>{person.name}</bdi>}
            value={form.values.votes[id] ?? ''}
            onChange={(vote) => form.set('votes', { ...form.values.votes, [id]: vote })}
          >
            <Group mt={4}>
              {votes.map((vote) => (
                <Radio key={vote} value={vote} label={t(`votes.${vote}`)} />
              ))}
            </Group>
          </Radio.Group>
        ))}
      </Stack>
    </ActForm>
  )
}
