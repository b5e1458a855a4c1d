import { useQueryClient } from '@tanstack/react-query'
import { useMatch } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useOffline } from '../lib/network.ts'
import { sendUnsent, useUnsent } from '../lib/outbox.ts'
import { useSession, useSessionLost } from '../lib/session.ts'
import { Icon } from '../ui/icons.tsx'
import css from './unsent-bar.module.css'

/** Whether all is sent, wherever one is; the attendance sheet says it itself. What waits is sent from here. */
export function UnsentBar() {
  const { t } = useTranslation('shell')
  const { waiting, unread } = useUnsent()
  const offline = useOffline()
  const onSheet = useMatch({ from: '/in/sessions/$sessionId/sheet', shouldThrow: false }) !== undefined
  useSender()
  const words = [
    offline ? t('outbox.offline') : '',
    waiting > 0 ? t('outbox.waiting', { count: waiting }) : '',
    unread > 0 ? t('outbox.unread', { count: unread }) : '',
  ].filter(Boolean)
  return (
    <div role="status">
      {words.length > 0 && !onSheet && (
        <div className={css['bar']} data-unsent={waiting}>
          <Icon name={offline ? 'offline' : 'clock'} size={16} />
          {words.join(' · ')}
        </div>
      )}
    </div>
  )
}

/** Sends what this device keeps, whatever page is open; again after signing in again. */
function useSender(): void {
  const client = useQueryClient()
  const { account } = useSession()
  const lost = useSessionLost()
  useEffect(() => {
    let left = false
    const started = import('../features/attendance/sender.ts').then(({ startSender }) =>
      left ? undefined : startSender(client, account.id),
    )
    return () => {
      left = true
      void started.then((stop) => stop?.())
    }
  }, [client, account.id])
  useEffect(() => {
    if (!lost) void sendUnsent()
  }, [lost])
}
