import type { Duo, Side } from '@interra/contracts'
import { Button, Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../lib/query.ts'
import { useCan } from '../../lib/session.ts'
import { Notice } from '../../ui/notice.tsx'
import { offerUndo } from '../../ui/undo-bar.tsx'
import { staleDuos } from './duos.queries.ts'

/** After a duo that did not fit, the team talks with each of the two before they get another. */
export function Talks({ duo }: { duo: Duo }) {
  const { t } = useTranslation('duos')
  const can = useCan()
  const { talksMissing = [] } = duo
  if (talksMissing.length === 0) return null
  return (
    <Notice tone="warn" title={t('talks.title')}>
      {t('talks.text')}
      {can('noteTalk', duo.siteId) && (
        <Group gap="xs" mt="xs">
          {talksMissing.map((side) => (
            <Talked key={side} duo={duo} side={side} />
          ))}
        </Group>
      )}
    </Notice>
  )
}

function Talked({ duo, side }: { duo: Duo; side: Side }) {
  const { t } = useTranslation('duos')
  const input = { params: { duoId: duo.id, side } }
  const undo = useAct('noteTalk', { stale: staleDuos })
  const noted = useAct('noteTalk', {
    stale: staleDuos,
    done: () => offerUndo(t('talks.noted'), () => undo.mutate({ ...input, body: { talkedOn: null } })),
  })
  return (
    <Button variant="default" loading={noted.isPending} onClick={() => noted.mutate({ ...input, body: {} })}>
      {t('talks.done', { name: duo[side].person.name ?? '' })}
    </Button>
  )
}
