import { pathKinds, type Incubation, type Path, type PathItem, type PathKind } from '@interra/contracts'
import { Button, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { query } from '../../lib/query.ts'
import { useCan } from '../../lib/session.ts'
import { History } from '../../ui/history.tsx'
import { Icon } from '../../ui/icons.tsx'
import css from '../../ui/line-list.module.css'
import { TextLink } from '../../ui/links.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Await } from '../../ui/states.tsx'
import { TwoColumns } from '../../ui/two-columns.tsx'
import { About } from './about.panel.tsx'
import { PathDialogs, type PathOpened } from './path-dialogs.tsx'
import { PathLine } from './path-line.tsx'

/** Strengths, needs, what blocks, what is done about it: one page, what was abandoned and the history too. */
export function PathTab({ incubation }: { incubation: Incubation }) {
  const path = useQuery(query('getPath', { params: { incubationId: incubation.id } }))
  return <Await query={path}>{(found) => <Whole incubation={incubation} path={found} />}</Await>
}

const addWords = {
  strength: 'path.addStrength',
  need: 'path.addNeed',
  blocker: 'path.addBlocker',
  objective: 'path.addObjective',
  action: 'path.addAction',
} as const

function Whole({ incubation, path }: { incubation: Incubation; path: Path }) {
  const { t } = useTranslation('incubations')
  const can = useCan()
  const [opened, setOpened] = useState<PathOpened | null>(null)
  const mayWrite = incubation.whole && can('addPathItem', path.siteId)
  // whoever reads only what is shared is not told that the rest is empty
  const shownKinds = pathKinds.filter((kind) => mayWrite || path.items.some((one) => one.kind === kind))
  const strong = path.items.some(({ kind, status }) => kind === 'strength' && status !== 'abandoned')
  return (
    <TwoColumns
      work={
        <>
          {mayWrite && !strong && <Notice tone="info">{t('path.strengthFirst')}</Notice>}
          {!mayWrite && <Text c="dimmed">{t(path.items.length === 0 ? 'path.nothingShared' : 'path.onlyShared')}</Text>}
          {shownKinds.map((kind) => (
            <Section
              key={kind}
              kind={kind}
              items={path.items.filter((one) => one.kind === kind)}
              act={mayWrite ? setOpened : null}
              addable={strong || (kind !== 'need' && kind !== 'blocker')}
            />
          ))}
          <PathDialogs incubation={incubation} path={path} opened={opened} close={() => setOpened(null)} />
        </>
      }
      facts={
        <>
          <About incubation={incubation} />
          <Courses path={path} />
          {mayWrite && (
            <Panel title={t('path.history')}>
              <PathHistory path={path} />
            </Panel>
          )}
        </>
      }
    />
  )
}

/** What the cohort follows together, and how often this person was there. */
function Courses({ path: { courses = [], siteId } }: { path: Path }) {
  const { t } = useTranslation('incubations')
  const can = useCan()
  if (courses.length === 0) return null
  return (
    <Panel title={t('courses.title')}>
      {courses.map(({ id, title, enrolled, held, attended, unknown }) => (
        <Stack key={id} gap={0} align="flex-start">
          {can('getCourse', siteId) ? (
            <TextLink to="/trainings/$courseId" params={{ courseId: id }}>
              {title}
            </TextLink>
          ) : (
            <Text>{title}</Text>
          )}
          <Text size="sm">
            {held === 0 ? t('courses.soon') : t('courses.line', { attended, count: held })}
            {unknown > 0 && ` · ${t('courses.unknown', { count: unknown })}`}
          </Text>
          {!enrolled && (
            <Text size="sm" c="dimmed">
              {t('courses.notEnrolled')}
            </Text>
          )}
        </Stack>
      ))}
    </Panel>
  )
}

interface SectionProps {
  kind: PathKind
  items: readonly PathItem[]
  act: ((opened: PathOpened) => void) | null
  addable: boolean
}

function Section({ kind, items, act, addable }: SectionProps) {
  const { t } = useTranslation('incubations')
  return (
    <Panel
      title={t(`sections.${kind}`)}
      aside={
        act &&
        addable && (
          <Button variant="light" leftSection={<Icon name="plus" size={18} />} onClick={() => act({ add: kind })}>
            {t(addWords[kind])}
          </Button>
        )
      }
    >
      {items.length === 0 && <Text c="dimmed">{t('path.none')}</Text>}
      {items.length > 0 && (
        <ul className={css['list']} aria-label={t(`sections.${kind}`)}>
          {items.map((item) => (
            <PathLine key={item.id} item={item} act={act} />
          ))}
        </ul>
      )}
    </Panel>
  )
}

const whats = ['added', 'changed', 'reviewed', 'in_progress', 'done', 'unlocked', 'abandoned'] as const

function PathHistory({ path }: { path: Path }) {
  const { t } = useTranslation('incubations')
  const words = ({ act }: Path['history'][number]) => {
    const kind = pathKinds.find((one) => act.startsWith(`path.${one}_`))
    const what = whats.find((one) => act.endsWith(`_${one}`))
    return kind && what ? t('path.historyLine', { kind: t(`kinds.${kind}`), what: t(`path.what.${what}`) }) : act
  }
  return <History entries={path.history} words={words} />
}
