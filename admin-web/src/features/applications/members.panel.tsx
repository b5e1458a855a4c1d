import type { JuryRound } from '@interra/contracts'
import { ActionIcon, Button, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { findPartners } from '../../lib/partners.ts'
import { useAct } from '../../lib/query.ts'
import { useSeams, type Picked } from '../../lib/seams.ts'
import { useCan } from '../../lib/session.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { SearchSelect, type Found } from '../../ui/form/search-select.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { Icon } from '../../ui/icons.tsx'
import { Panel } from '../../ui/panel.tsx'
import css from '../../ui/line-list.module.css'
import { staleRounds } from './application-words.ts'

/** Who sits in the jury, for which organisation; women among them; how severe each is, beside the raw scores. */
export function Members({ round }: { round: JuryRound }) {
  const { t, i18n } = useTranslation('applications')
  const can = useCan()
  const [adding, setAdding] = useState(false)
  const { GuestInvite } = useSeams()
  const remove = useAct('removeJuryMember', { stale: staleRounds })
  const { id: roundId, members, women, organisations, quorum, status, siteId } = round
  const may = can('addJuryMember', siteId) && status !== 'closed'
  const number = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1, signDisplay: 'exceptZero' })
  return (
    <Panel
      title={t('members.title')}
      aside={
        may && (
          <Button variant="light" leftSection={<Icon name="plus" size={18} />} onClick={() => setAdding(true)}>
            {t('members.add')}
          </Button>
        )
      }
    >
      <Text size="sm">{t('members.panel', { count: members.length, quorum, organisations })}</Text>
      <Text size="sm">{t('members.women', women)}</Text>
      <ul className={css['list']} aria-label={t('members.title')}>
        {members.map(({ id: memberId, person, organisation, hasAccount, severity, severityOf }) => (
          <li key={memberId} className={css['line']}>
            <Stack gap={2} flex={1}>
              <Text fw={600}>
                <bdi>{person.name}</bdi>
              </Text>
              <Text size="sm" c="dimmed">
                {[organisation?.name ?? t('members.ours'), ...(hasAccount ? [] : [t('members.noAccount')])].join(' · ')}
              </Text>
              {severity !== null && severity !== undefined && (
                <Text size="sm">{t('members.severity', { severity: number.format(severity), count: severityOf })}</Text>
              )}
            </Stack>
            {may && GuestInvite && !hasAccount && (
              <GuestInvite personId={person.personId} siteId={siteId} name={person.name ?? ''} guestRole="juror" />
            )}
            {may && (
              <ActionIcon
                variant="default"
                size={40}
                aria-label={t('members.remove', { name: person.name })}
                onClick={() => remove.mutate({ params: { roundId, memberId } })}
              >
                <Icon name="close" />
              </ActionIcon>
            )}
          </li>
        ))}
      </ul>
      {members.some(({ severity }) => typeof severity === 'number') && (
        <Text size="sm" c="dimmed">
          {t('members.severityHint')}
        </Text>
      )}
      <Dialog opened={adding} close={() => setAdding(false)} title={t('members.add')}>
        <AddForm roundId={roundId} close={() => setAdding(false)} />
      </Dialog>
    </Panel>
  )
}

interface Values extends Record<string, unknown> {
  person: Picked | null
  partner: Found | null
}

function AddForm({ roundId, close }: { roundId: string; close: () => void }) {
  const { t } = useTranslation(['applications', 'common'])
  const { PersonPicker } = useSeams()
  const initial: Values = { person: null, partner: null }
  const form = useActForm('addJuryMember', {
    initial,
    input: { params: { roundId } },
    toBody: ({ person, partner }) => ({ personId: person?.personId ?? '', partnerId: partner?.value ?? null }),
    fieldOf: (path) => (path === 'personId' ? 'person' : 'partner'),
    stale: staleRounds,
    onDone: close,
  })
  const person = form.field('person', t('applications:members.person'))
  const partner = form.field('partner', t('applications:members.organisation'))
  return (
    <ActForm form={form} submit={t('common:add')} cancel={close}>
      <PersonPicker
        label={t('applications:members.person')}
        value={form.values.person}
        onChange={(picked) => form.set('person', picked)}
        error={person['error'] as string | undefined}
      />
      <SearchSelect
        label={t('applications:members.organisation')}
        description={t('applications:members.organisationHint')}
        name="partner"
        value={form.values.partner}
        onChange={(chosen) => form.set('partner', chosen)}
        find={findPartners}
        error={partner['error'] as string | undefined}
      />
    </ActForm>
  )
}
