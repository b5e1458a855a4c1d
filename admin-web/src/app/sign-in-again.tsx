import { Anchor, Modal, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { forgetSession, useSession, useSessionLost } from '../lib/session.ts'
import { Late, Lines } from '../ui/states.tsx'
import { useAskUnsent } from './unsent.dialog.tsx'

const SignInForm = lazy(() =>
  import('../features/auth/sign-in-form.tsx').then((module) => ({ default: module.SignInForm })),
)

/** The session ended while somebody was at work: signing in again over the page keeps what they had typed. */
export function SignInAgain() {
  const { t } = useTranslation('shell')
  const { account } = useSession()
  const lost = useSessionLost()
  const client = useQueryClient()
  const router = useRouter()
  const leave = () => void forgetSession(client).then(() => router.navigate({ to: '/sign-in' }))
  const { ask, dialog } = useAskUnsent(leave)
  return (
    <Modal
      opened={lost}
      onClose={ask}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
      title={t('ended.title')}
      overlayProps={{ backgroundOpacity: 0.9, blur: 12 }}
    >
      <Text mb="md">{t('ended.text')}</Text>
      <Suspense
        fallback={
          <Late>
            <Lines count={3} />
          </Late>
        }
      >
        <SignInForm
          email={account.email}
          onDone={(session) => {
            if (session.account.id !== account.id) return location.assign('/')
            void client.invalidateQueries()
          }}
        />
      </Suspense>
      <Anchor component="button" type="button" mt="md" onClick={ask}>
        {t('ended.other')}
      </Anchor>
      {dialog}
    </Modal>
  )
}
