import { actsFrom, workshopMachine, type Workshop } from '@interra/contracts'
import { ActionIcon, Button, Menu } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../lib/query.ts'
import { useCan } from '../../lib/session.ts'
import { Icon } from '../../ui/icons.tsx'
import { say } from '../../ui/undo-bar.tsx'
import { PublishDialog } from './publish.dialog.tsx'
import { StopDialog, type StopAct } from './stop.dialog.tsx'
import { staleWorkshops } from './workshop-words.ts'

/** The next step: publish a draft, take up what is paused. Pausing and ending stand in the menu. */
export function WorkshopActs({ workshop }: { workshop: Workshop }) {
  const { t } = useTranslation('workshops')
  const can = useCan()
  const [stop, setStop] = useState<StopAct | null>(null)
  const [publishing, setPublishing] = useState(false)
  const resume = useAct('resumeWorkshop', { stale: staleWorkshops })
  if (!can('publishWorkshop', workshop.siteId)) return null
  const acts = actsFrom(workshopMachine, workshop.status)
  const stops = acts.filter((act) => act === 'pause' || act === 'end')
  return (
    <>
      {acts.includes('publish') && (
        <Button leftSection={<Icon name="check" size={18} />} onClick={() => setPublishing(true)}>
          {t('acts.publish')}
        </Button>
      )}
      {acts.includes('resume') && (
        <Button
          loading={resume.isPending}
          onClick={() =>
            resume.mutate(
              { params: { workshopId: workshop.id }, ifMatch: workshop.version },
              { onSuccess: ({ title }) => say(t('done.resume', { title })) },
            )
          }
        >
          {t('acts.resume')}
        </Button>
      )}
      {stops.length > 0 && (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon size={44} aria-label={t('moreActs', { title: workshop.title })}>
              <Icon name="more" strokeWidth={3.2} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {stops.map((act) => (
              <Menu.Item
                key={act}
                leftSection={<Icon name={act === 'pause' ? 'clock' : 'flag'} size={18} />}
                onClick={() => setStop(act)}
              >
                {t(`acts.${act}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      <StopDialog workshop={workshop} act={stop} close={() => setStop(null)} />
      <PublishDialog workshop={workshop} opened={publishing} close={() => setPublishing(false)} />
    </>
  )
}
