import type { Registration, Session } from '@interra/contracts'
import { Button, Stack, Text, Title } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useId, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan } from '../../lib/session.ts'
import { Icon } from '../../ui/icons.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Await, EmptyState } from '../../ui/states.tsx'
import { CancelRegistrationDialog } from './cancel-registration.dialog.tsx'
import { RegisterDialog } from './register.dialog.tsx'
import { RegistrationRow } from './registration-row.tsx'
import css from '../../ui/row-list.module.css'
import { registrationPages, useOfferActs } from './registrations.queries.ts'

/** Who has a place, who was offered one, who waits, who no longer does. */
export function SessionRegistrations({ session }: { session: Session }) {
  const { t } = useTranslation('registrations')
  const common = useTranslation()
  const can = useCan()
  const list = useInfiniteQuery(registrationPages(session.id))
  const [registering, register] = useState(false)
  const open = session.status === 'scheduled' && Date.parse(session.endsAt) > Date.now()
  const mayRegister = open && can('registerForSession', session.siteId)
  const button = mayRegister && (
    <Button variant="light" leftSection={<Icon name="plus" size={18} />} onClick={() => register(true)}>
      {t('register')}
    </Button>
  )
  return (
    <Panel title={t('title')} aside={button}>
      <Await query={list} empty={<EmptyState icon="people">{t('empty')}</EmptyState>}>
        {(all) => (
          <>
            <Groups all={all} session={session} mayChange={mayRegister} />
            {list.hasNextPage && (
              <Button variant="light" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                {common.t('more')}
              </Button>
            )}
          </>
        )}
      </Await>
      <RegisterDialog session={session} opened={registering} close={() => register(false)} />
    </Panel>
  )
}

interface GroupsProps {
  all: readonly Registration[]
  session: Session
  mayChange: boolean
}

function Groups({ all, session, mayChange }: GroupsProps) {
  const { t } = useTranslation('registrations')
  const [leaving, leave] = useState<Registration | null>(null)
  const [showsOver, showOver] = useState(false)
  const offers = useOfferActs()
  const inState = (...states: Registration['status'][]) => all.filter(({ status }) => states.includes(status))
  const rows = (some: readonly Registration[]) =>
    some.map((one) => (
      <RegistrationRow key={one.id} registration={one} mayChange={mayChange} offers={offers} leave={() => leave(one)} />
    ))
  const live = ['requested', 'confirmed', 'offered', 'waitlisted'] as const
  const over = all.filter(({ status }) => !live.some((one) => one === status))
  return (
    <Stack gap="lg">
      <Group title={t('offered')} hint={t('offeredHint')} rows={rows(inState('offered'))} />
      <Group title={t('confirmed')} rows={rows(inState('confirmed', 'requested'))} />
      <Group title={t('waiting')} rows={rows(inState('waitlisted'))} />
      {showsOver && <Group title={t('over')} rows={rows(over)} />}
      {over.length > 0 && (
        <Button variant="subtle" style={{ alignSelf: 'start' }} onClick={() => showOver(!showsOver)}>
          {showsOver ? t('hideOver') : t('showOver')}
        </Button>
      )}
      <CancelRegistrationDialog registration={leaving} waiting={session.waiting} close={() => leave(null)} />
    </Stack>
  )
}

interface GroupProps {
  title: string
  hint?: string
  rows: readonly ReactNode[]
}

function Group({ title, hint, rows }: GroupProps) {
  const id = useId()
  if (rows.length === 0) return null
  return (
    <section aria-labelledby={id}>
      <Title order={3} id={id}>
        {title} ({rows.length})
      </Title>
      {hint !== undefined && (
        <Text size="sm" c="dimmed">
          {hint}
        </Text>
      )}
      <ul className={css['rows']} aria-labelledby={id}>
        {rows}
      </ul>
    </section>
  )
}
