import { programmes, type ReferralCandidates, type ReferralRow } from '@interra/contracts'
import { Checkbox, Group, Radio, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { query } from '../../lib/query.ts'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { Notice } from '../../ui/notice.tsx'
import { Await } from '../../ui/states.tsx'
import { say } from '../../ui/undo-bar.tsx'
import { staleReferrals } from './referral-words.ts'

interface AcceptFormProps {
  referral: ReferralRow
  close: () => void
}

/** First who it is, then for what: somebody known is proposed before somebody new. */
export function AcceptForm(props: AcceptFormProps) {
  const { referral } = props
  const candidates = useQuery(query('listReferralCandidates', { params: { referralId: referral.id } }))
  return <Await query={candidates}>{(found) => <Whole {...props} candidates={found} />}</Await>
}

const nobody = 'new'

function Whole({ referral, close, candidates }: AcceptFormProps & { candidates: ReferralCandidates }) {
  const { t } = useTranslation('referrals')
  const { items } = candidates
  const form = useActForm('acceptReferral', {
    initial: {
      programmes: programmes.filter((one) => referral.services.includes(one)),
      who: items.length === 0 ? nobody : '',
      why: '',
      guardianName: '',
      words: '',
    },
    input: { params: { referralId: referral.id }, ifMatch: referral.version },
    toBody: ({ who, why, programmes: chosen, ...values }) => ({
      ...values,
      programmes: chosen,
      ...(who === nobody || who === '' ? {} : { personId: who }),
      ...(who === nobody && items.length > 0
        ? { notSameAs: { personIds: items.map(({ person }) => person.id), reason: why } }
        : {}),
    }),
    fieldOf: (path) => (path.startsWith('notSameAs') ? 'why' : path === 'personId' ? 'who' : path),
    stale: staleReferrals,
    onDone: () => {
      close()
      say(t('done.accept'))
    },
  })
  return (
    <ActForm form={form} submit={t('acts.accept')} cancel={close} guard={false}>
      {items.length > 0 && (
        <>
          <Notice tone="warn" title={t('known.title')}>
            {t('known.lead')}
          </Notice>
          <Radio.Group {...form.field('who', t('known.who'))}>
            <Stack gap="xs" mt="xs">
              {items.map(({ person, score }, at) => (
                <Radio
                  key={person.id}
                  value={person.id}
                  label={[person.givenName, person.familyName].filter(Boolean).join(' ')}
                  description={[
                    t(score >= 0.7 ? 'known.likely' : 'known.maybe'),
                    ...person.reasons.map((reason) => t(`known.by.${reason}`)),
                  ].join(' · ')}
                  {...(at === 0 ? { 'data-autofocus': true } : {})}
                />
              ))}
              <Radio value={nobody} label={t('known.new')} />
            </Stack>
          </Radio.Group>
          {form.values.who === nobody && <TextInput {...form.field('why', t('known.why'))} />}
        </>
      )}
      <Checkbox.Group {...form.field('programmes', t('fields.programmes'))}>
        <Group gap="md" mt="xs">
          {programmes.map((value, at) => (
            <Checkbox
              key={value}
              value={value}
              label={t(`programmes.${value}`)}
              {...(items.length === 0 && at === 0 ? { 'data-autofocus': true } : {})}
            />
          ))}
        </Group>
      </Checkbox.Group>
      <TextInput {...form.field('guardianName', t('fields.guardianName'))} description={t('fields.guardianHint')} />
      <Textarea {...form.field('words', t('fields.words'))} description={t('fields.bothRead')} autosize minRows={2} />
      <Text size="sm" c="dimmed">
        {t('acceptHint')}
      </Text>
    </ActForm>
  )
}
