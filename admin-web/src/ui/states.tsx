import { Button, Card, Skeleton, Stack, Text } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import { useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { isOffline } from '../lib/api.ts'
import { problemOf, useProblemWords } from '../lib/problems.ts'
import { Icon, type IconName } from './icons.tsx'
import { ButtonLink } from './links.tsx'
import { Notice } from './notice.tsx'
import { RequestId } from './request-id.tsx'

interface AwaitProps<T> {
  query: Pick<UseQueryResult<T>, 'data' | 'error' | 'refetch' | 'isFetching'>
  /** What a list without items says; needed when the data can be empty. */
  empty?: ReactNode
  isEmpty?: (data: T) => boolean
  /** What stands in place of the data while it comes; lines by default. */
  skeleton?: ReactNode
  children: (data: T) => ReactNode
}

/** The four states of a screen: loading (after 200 ms), empty, failed, data. Data stays while it is read again. */
export function Await<T>({ query, empty, isEmpty = hasNoItems, skeleton, children }: AwaitProps<T>) {
  const { data, error } = query
  const retry = () => void query.refetch()
  if (data === undefined) {
    if (error !== null) return <ErrorState error={error} retry={retry} busy={query.isFetching} />
    return <Late>{skeleton ?? <Lines />}</Late>
  }
  return (
    <>
      {error !== null && <StaleNotice retry={retry} />}
      {empty !== undefined && isEmpty(data) ? empty : children(data)}
    </>
  )
}

function hasNoItems(data: unknown): boolean {
  if (Array.isArray(data)) return data.length === 0
  return (
    typeof data === 'object' && data !== null && 'items' in data && Array.isArray(data.items) && data.items.length === 0
  )
}

/** Shows its children after 200 ms: what comes quickly does not blink. */
export function Late({ children }: { children: ReactNode }) {
  const { t } = useTranslation()
  const [due, setDue] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setDue(true), 200)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div role="status" aria-label={t('loading')} aria-busy>
      {due && children}
    </div>
  )
}

/** Grey lines in the shape of a list. */
export function Lines({ count = 5 }: { count?: number }) {
  return (
    <Stack gap="sm" aria-hidden>
      {Array.from({ length: count }, (_, at) => (
        <Skeleton key={at} height={at === 0 ? 28 : 44} width={at === 0 ? '40%' : '100%'} radius="md" />
      ))}
    </Stack>
  )
}

/** Nothing yet, or nothing that matches: a sentence that says which, and one thing to do. */
export function EmptyState({
  icon = 'spark',
  children,
  action,
}: {
  icon?: IconName
  children: ReactNode
  action?: ReactNode
}) {
  return (
    <Card withBorder={false} bg="transparent" ta="center" py="xl">
      <Stack align="center" gap="md">
        <Icon name={icon} size={40} strokeWidth={1.4} color="var(--mantine-color-dimmed)" />
        <Text maw="34rem">{children}</Text>
        {action}
      </Stack>
    </Card>
  )
}

/** It could not be read: why, a way to try again, and the number to quote when asking for help. */
export function ErrorState({ error, retry, busy = false }: { error: unknown; retry?: () => void; busy?: boolean }) {
  const { t } = useTranslation()
  const words = useProblemWords()
  const problem = problemOf(error)
  const offline = isOffline(problem)
  // Asking again would be answered the same.
  const final = problem.code === 'not-allowed' || problem.code === 'not-found'
  return (
    <Notice
      role="alert"
      tone={offline ? 'warn' : 'bad'}
      icon={offline ? 'offline' : 'warn'}
      title={offline ? t('offline.title') : words.title(problem)}
    >
      {offline && <Text>{t('offline.text')}</Text>}
      {problem.instance !== undefined && <RequestId id={problem.instance} />}
      {final && (
        <ButtonLink to="/" variant="default">
          {t('home')}
        </ButtonLink>
      )}
      {retry && !final && (
        <Button variant="default" leftSection={<Icon name="retry" size={18} />} onClick={retry} loading={busy}>
          {t('retry')}
        </Button>
      )}
    </Notice>
  )
}

function StaleNotice({ retry }: { retry: () => void }) {
  const { t } = useTranslation()
  return (
    <Notice role="status" tone="warn" icon="offline">
      {t('stale')}
      <Button size="compact-sm" variant="default" onClick={retry}>
        {t('retry')}
      </Button>
    </Notice>
  )
}
