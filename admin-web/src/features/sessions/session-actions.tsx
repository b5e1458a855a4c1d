import type { Session } from '@interra/contracts'
import { Button, Menu } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useCan } from '../../lib/session.ts'
import { Icon } from '../../ui/icons.tsx'
import { ButtonLink } from '../../ui/links.tsx'

export type SessionDialog = 'change' | 'cancel' | 'hosts'

/** The next step, the sheet; everything else in a menu. */
export function SessionActions({ session, open }: { session: Session; open: (dialog: SessionDialog) => void }) {
  const { t } = useTranslation('sessions')
  const can = useCan()
  const navigate = useNavigate()
  const { id, siteId, status, sheetClosedAt } = session
  const params = { sessionId: id }
  const ahead = status === 'scheduled' && Date.parse(session.startsAt) > Date.now()
  const mayChange = can('changeSession', siteId) && status === 'scheduled'
  const maySheet = can('getSheet', siteId)
  return (
    <>
      {(maySheet || mayChange) && (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button variant="default" rightSection={<Icon name="down" size={16} />}>
              {t('session.more')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {mayChange && ahead && (
              <Menu.Item leftSection={<Icon name="edit" size={18} />} onClick={() => open('change')}>
                {t('session.change')}
              </Menu.Item>
            )}
            {maySheet && status !== 'cancelled' && (
              <Menu.Item
                leftSection={<Icon name="print" size={18} />}
                onClick={() => void navigate({ to: '/sessions/$sessionId/print', params })}
              >
                {t('session.print')}
              </Menu.Item>
            )}
            {mayChange && (
              <Menu.Item leftSection={<Icon name="stop" size={18} />} onClick={() => open('cancel')}>
                {t('session.cancel')}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
      {maySheet && status !== 'cancelled' && (
        <ButtonLink to="/sessions/$sessionId/sheet" params={params} leftSection={<Icon name="clipboard" size={18} />}>
          {sheetClosedAt === null ? t('session.openSheet') : t('session.seeSheet')}
        </ButtonLink>
      )}
    </>
  )
}
