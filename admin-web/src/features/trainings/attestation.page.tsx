import type { Attestation } from '@interra/contracts'
import { Button, Group } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { query, type ReadName } from '../../lib/query.ts'
import { useCan } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ReasonForm } from '../../ui/form/reason-form.tsx'
import { Icon } from '../../ui/icons.tsx'
import { ButtonLink } from '../../ui/links.tsx'
import { Await } from '../../ui/states.tsx'
import { say } from '../../ui/undo-bar.tsx'
import css from './attestation.module.css'
import { staleCourses, useDays, useLength } from './training-words.ts'

const route = getRouteApi('/in/attestations/$attestationId')
const stale: readonly ReadName[] = [...staleCourses, 'getAttestation']

/** One A4 page, black on white: the browser prints it, or saves it as PDF. */
export function AttestationPage() {
  const { t } = useTranslation('trainings')
  const { attestationId } = route.useParams()
  const attestation = useQuery(query('getAttestation', { params: { attestationId } }))
  // names stay out of tabs
  useEffect(() => {
    document.title = t('attestation.documentTitle')
  }, [t])
  return (
    <Await query={attestation}>
      {(found) => (
        <>
          <Acts attestation={found} />
          <Paper attestation={found} />
        </>
      )}
    </Await>
  )
}

function Acts({ attestation: { id, number, courseId, siteId, revokedOn, version } }: { attestation: Attestation }) {
  const { t } = useTranslation('trainings')
  const can = useCan()
  const [revoking, setRevoking] = useState(false)
  const close = () => setRevoking(false)
  return (
    <Group className={css['acts'] ?? ''} gap="sm">
      <Button leftSection={<Icon name="print" size={18} />} onClick={() => window.print()}>
        {t('attestation.print')}
      </Button>
      <ButtonLink to="/trainings/$courseId" params={{ courseId }} variant="default">
        {t('sheet.back')}
      </ButtonLink>
      {revokedOn === null && can('revokeAttestation', siteId) && (
        <Button variant="default" onClick={() => setRevoking(true)}>
          {t('attestation.revoke')}
        </Button>
      )}
      <Dialog opened={revoking} close={close} title={t('attestation.revokeTitle', { number })}>
        <ReasonForm
          act="revokeAttestation"
          input={{ params: { attestationId: id }, ifMatch: version }}
          stale={stale}
          label={t('fields.reason')}
          description={t('attestation.revokeHint')}
          submit={t('attestation.revoke')}
          close={close}
          onDone={() => say(t('done.revoked'))}
        />
      </Dialog>
    </Group>
  )
}

function Paper({ attestation }: { attestation: Attestation }) {
  const { t } = useTranslation('trainings')
  const dates = useDates()
  const { siteName, number, holder, partnerName, title, issuedOn, revokedOn } = attestation
  return (
    <article className={css['paper']} aria-label={t('attestation.documentTitle')}>
      <div className={css['head']}>
        <strong>{t('attestation.organisation', { site: siteName })}</strong>
        <span>{t('attestation.number', { number })}</span>
      </div>
      {revokedOn !== null && (
        <div className={css['revoked']}>{t('attestation.revoked', { day: dates.day(revokedOn) })}</div>
      )}
      <h1>{t('attestation.heading')}</h1>
      <div className={css['words']}>
        <p>{t('attestation.certify')}</p>
        <p className={css['holder']}>
          <bdi>{holder}</bdi>
        </p>
        {partnerName !== null && <p>{t('attestation.of', { partner: partnerName })}</p>}
        <p>{t('attestation.followed')}</p>
        <p className={css['course']}>{title}</p>
      </div>
      <Followed attestation={attestation} />
      <div className={css['foot']}>
        <span>{t('attestation.place', { place: siteName, day: dates.day(issuedOn) })}</span>
        <span className={css['signature']}>{t('attestation.signature')}</span>
      </div>
    </article>
  )
}

function Followed({ attestation }: { attestation: Attestation }) {
  const { t } = useTranslation('trainings')
  const dates = useDates()
  const days = useDays()
  const length = useLength()
  const { minutes, plannedMinutes, startsOn, completedOn, validUntil } = attestation
  return (
    <dl className={css['facts']}>
      <dt>{t('attestation.hoursLabel')}</dt>
      <dd>{t('attestation.hours', { done: length(minutes), planned: length(plannedMinutes) })}</dd>
      <dt>{t('attestation.datesLabel')}</dt>
      <dd>{days(startsOn, completedOn, 'long')}</dd>
      <dt>{t('attestation.validLabel')}</dt>
      <dd>{validUntil === null ? t('attestation.forever') : t('attestation.until', { day: dates.day(validUntil) })}</dd>
    </dl>
  )
}
