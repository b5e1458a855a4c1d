import { municipalityName, type Referral } from '@interra/contracts'
import { Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useLanguages } from '../../lib/choices.ts'
import { query } from '../../lib/query.ts'
import { useCan } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Facts } from '../../ui/facts.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Await } from '../../ui/states.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { TwoColumns } from '../../ui/two-columns.tsx'
import { HandOver } from './hand-over.tsx'
import { ReferralActs } from './referral-acts.tsx'
import { referralTones } from './referral-words.ts'
import css from '../../ui/line-list.module.css'

const route = getRouteApi('/in/referrals/$referralId')

/** Somebody a partner sent: what was received, as it was, and every step since. */
export function ReferralPage() {
  const { referralId } = route.useParams()
  const referral = useQuery(query('getReferral', { params: { referralId } }))
  return <Await query={referral}>{(found) => <Whole key={found.id} referral={found} />}</Await>
}

function Whole({ referral }: { referral: Referral }) {
  const { t } = useTranslation('referrals')
  const dates = useDates()
  const can = useCan()
  const { name, partner, status, siteId, channel, receivedAt, person, unreachable } = referral
  return (
    <>
      <PageHeader
        title={name ?? t('hidden')}
        documentTitle={t('one')}
        crumbs={[
          <TextLink key="all" to="/referrals">
            {t('title')}
          </TextLink>,
        ]}
        badge={<StatusBadge tone={referralTones[status]}>{t(`states.${status}`)}</StatusBadge>}
        lead={t('leadOf', {
          partner: partner.name,
          channel: t(`channels.${channel}`),
          day: dates.dayOf(receivedAt, 'long'),
        })}
        action={can('moveReferral', siteId) && <ReferralActs referral={referral} />}
      />
      <Stack>
        {unreachable && (
          <Notice tone="warn" title={t('unreachable.title')}>
            {t('unreachable.lead')}
          </Notice>
        )}
        <TwoColumns
          work={
            <>
              <Received referral={referral} />
              <Steps referral={referral} />
            </>
          }
          facts={
            <Panel title={t('standing')}>
              {person && (
                <TextLink to="/people/$personId" params={{ personId: person.personId }}>
                  {t('toFile')}
                </TextLink>
              )}
              <Standing referral={referral} />
              {can('handOverReferral', siteId) && <HandOver referral={referral} />}
            </Panel>
          }
        />
      </Stack>
    </>
  )
}

function Standing({ referral }: { referral: Referral }) {
  const { t } = useTranslation('referrals')
  const dates = useDates()
  const { partnerReference, feedback, partnerStatus, owner, programmes, outcome } = referral
  const days = (['firstMeetingOn', 'firstPresenceOn', 'reviewOn', 'validUntil'] as const).flatMap((field) => {
    const on = referral[field]
    return on === null ? [] : [{ label: t(`days.${field}`), value: dates.day(on, 'long') }]
  })
  return (
    <Facts
      facts={[
        { label: t('reference'), value: partnerReference },
        {
          label: t('partnerReads'),
          value: feedback ? t(`partnerStatuses.${partnerStatus}`) : t('noFeedback'),
        },
        { label: t('waiting'), value: t('waited', { count: referral.waitedDays }) },
        { label: t('ownerLabel'), value: owner?.name ?? t('nobody') },
        ...(programmes.length > 0
          ? [{ label: t('fields.programmes'), value: programmes.map((one) => t(`programmes.${one}`)).join(', ') }]
          : []),
        ...(outcome ? [{ label: t('fields.outcome'), value: t(`choices.${outcome}`) }] : []),
        ...days,
      ]}
    />
  )
}

function Received({ referral: { received, reasonCodes = [] } }: { referral: Referral }) {
  const { t } = useTranslation('referrals')
  const dates = useDates()
  const { nameOf } = useLanguages()
  if (!received)
    return (
      <Panel title={t('received')}>
        <Text c="dimmed">{t('wiped')}</Text>
      </Panel>
    )
  const { contact, profile, message, consent, referrer, caseWorker, accessNeeds = [] } = received
  const reached = (one: { email?: string | null; phone?: string | null }) =>
    [one.phone, one.email].filter(Boolean).join(' · ')
  const facts = [
    [t('contact'), contact && [t(`ways.${contact.preference}`), reached(contact)].filter(Boolean).join(' · ')],
    [
      t('languages'),
      profile?.languages
        .map(({ code, level }) => t('spoken', { language: nameOf(code), level: t(`levels.${level}`) }))
        .join(', '),
    ],
    [t('frenchLevel'), profile?.frenchLevel],
    [t('birth'), profile?.birthDate ? dates.partial(profile.birthDate) : profile?.birthYear],
    [t('arrived'), profile?.arrivedInBelgium && dates.partial(profile.arrivedInBelgium.value)],
    [t('municipality'), profile?.municipalityNis && municipalityName(profile.municipalityNis)],
    [t('why'), reasonCodes.map((one) => t(`reasons.${one}`)).join(', ')],
    [t('needs'), accessNeeds?.map((one) => t(`accessNeeds.${one}`)).join(', ')],
    [t('message'), message],
    [t('referrer'), referrer && [referrer.name, reached(referrer)].filter(Boolean).join(' · ')],
    [t('caseWorker'), caseWorker && [caseWorker.name, reached(caseWorker)].filter(Boolean).join(' · ')],
    [
      t('consent'),
      consent &&
        [dates.dayOf(consent.givenAt, 'long'), ...consent.scopes.map((scope) => t(`scopes.${scope}`))].join(' · '),
    ],
  ] as const
  return (
    <Panel title={t('received')}>
      <Facts facts={facts.flatMap(([label, value]) => (value ? [{ label, value }] : []))} />
    </Panel>
  )
}

function Steps({ referral: { events } }: { referral: Referral }) {
  const { t } = useTranslation('referrals')
  const dates = useDates()
  return (
    <Panel title={t('steps')}>
      <ol className={css['list']}>
        {events.map((event) => (
          <li key={event.seq} className={css['line']}>
            <Stack gap={2}>
              <Text fw={600}>
                {event.from === event.to ? t(`noted.${notedAs(event.reasons ?? [])}`) : t(`states.${event.to}`)}
              </Text>
              <Text size="sm" c="dimmed">
                {[dates.dayOf(event.at, 'long'), dates.time(event.at), event.by ?? t(`byKind.${event.byKind}`)].join(
                  ' · ',
                )}
              </Text>
              {event.said && <Text size="sm">{event.said}</Text>}
              {event.note && (
                <Text size="sm" fs="italic">
                  {event.note}
                </Text>
              )}
            </Stack>
          </li>
        ))}
      </ol>
    </Panel>
  )
}

const noted = ['contact_changed', 'handed_over', 'information', 'not_reached', 'reached', 'withdrawn'] as const
const notedAs = (reasons: readonly string[]) => noted.find((one) => reasons.includes(one)) ?? 'information'
