import type { CandidacyRow } from '@interra/contracts'
import { Button, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { query } from '../../lib/query.ts'
import { useCan } from '../../lib/session.ts'
import { ButtonLink } from '../../ui/links.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Await, EmptyState } from '../../ui/states.tsx'
import { Balance } from './balance.tsx'
import { ByFeelDialog } from './by-feel.dialog.tsx'
import css from './duos.module.css'
import { SuggestionsOf } from './suggestions-of.tsx'
import { WaitingList } from './waiting-list.tsx'

const route = getRouteApi('/in/duos')
/** Everybody of a side of a pool; a site has not more. */
const everybody = 200

/** The matching board: newcomers who wait on the left, locals on the right, between them whom the chosen one fits. */
export function PoolTab({ siteId }: { siteId: string }) {
  const newcomers = useQuery(query('listCandidacies', { query: { ...ofPool(siteId), side: 'newcomer' } }))
  const locals = useQuery(query('listCandidacies', { query: { ...ofPool(siteId), side: 'local' } }))
  return (
    <Stack>
      <Balance siteId={siteId} />
      <Await query={newcomers}>
        {({ items }) => (
          <Await query={locals}>{(others) => <Board siteId={siteId} newcomers={items} locals={others.items} />}</Await>
        )}
      </Await>
    </Stack>
  )
}

const ofPool = (siteId: string) => ({ siteId, inPool: true, limit: everybody })

interface BoardProps {
  siteId: string
  newcomers: readonly CandidacyRow[]
  locals: readonly CandidacyRow[]
}

function Board({ siteId, newcomers, locals }: BoardProps) {
  const { t } = useTranslation('duos')
  const can = useCan()
  const { person: chosenId } = route.useSearch()
  const navigate = route.useNavigate()
  const [byFeel, setByFeel] = useState(false)
  const beside = useBroughtIntoView(chosenId)
  const chosen = [...newcomers, ...locals].find(({ id }) => id === chosenId)
  const choose = (person: string) => void navigate({ search: (now) => ({ ...now, person }), replace: true })
  if (newcomers.length + locals.length === 0)
    return (
      <EmptyState icon="people" action={<ButtonLink to="/people">{t('pool.toPeople')}</ButtonLink>}>
        {t('pool.empty')}
      </EmptyState>
    )
  return (
    <div className={css['board']}>
      <WaitingList side="newcomer" people={newcomers} chosenId={chosenId} choose={choose} />
      <div className={css['beside']} ref={beside}>
        <Panel
          title={chosen ? t('pool.suggestionsFor', { name: chosen.person.name ?? '' }) : t('pool.choose')}
          aside={
            can('proposeDuo', siteId) && (
              <Button variant="default" onClick={() => setByFeel(true)}>
                {t('byFeel.open')}
              </Button>
            )
          }
        >
          {chosen ? (
            <SuggestionsOf key={chosen.id} candidacy={chosen} />
          ) : (
            <Text c="dimmed">{t('pool.chooseHint')}</Text>
          )}
        </Panel>
      </div>
      <WaitingList side="local" people={locals} chosenId={chosenId} choose={choose} />
      <ByFeelDialog
        newcomers={newcomers}
        locals={locals}
        chosen={chosen ?? null}
        opened={byFeel}
        close={() => setByFeel(false)}
      />
    </div>
  )
}

/** On a phone it stands below the list: it comes into view when something else is chosen. */
function useBroughtIntoView(chosenId: string | undefined) {
  const part = useRef<HTMLDivElement>(null)
  const shown = useRef(chosenId)
  useEffect(() => {
    if (shown.current === chosenId) return
    shown.current = chosenId
    const top = part.current?.getBoundingClientRect().top ?? 0
    if (top < 0 || top > window.innerHeight / 2) part.current?.scrollIntoView({ block: 'start' })
  }, [chosenId])
  return part
}
