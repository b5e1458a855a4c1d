import { Anchor, Button, Modal, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { forgetSession, useSession } from '../lib/session.ts'
import { Late, Lines } from '../ui/states.tsx'
import { useAskUnsent } from './unsent.dialog.tsx'

const SignInForm = lazy(() =>
  import('../features/auth/sign-in-form.tsx').then((module) => ({ default: module.SignInForm })),
)

interface SignInAgainProps {
  /** Given while the session still lives: goes back to work until it ends. */
  later?: () => void
}

/** The session ends while somebody is at work: signing in again over the page keeps what they had typed. */
export function SignInAgain({ later }: SignInAgainProps) {
  const { t } = useTranslation('shell')
  const { account } = useSession()
  const client = useQueryClient()
  const router = useRouter()
  const leave = () => void forgetSession(client).then(() => router.navigate({ to: '/sign-in' }))
  const { ask, dialog } = useAskUnsent(leave)
  return (
    <Modal
      opened
      onClose={later ?? ask}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={later !== undefined}
      title={t(later ? 'ending.title' : 'ended.title')}
      overlayProps={later ? {} : { backgroundOpacity: 0.9, blur: 12 }}
    >
      <Text mb="md">{t(later ? 'ending.text' : 'ended.text')}</Text>
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
      {later ? (
        <Button variant="default" mt="sm" size="md" fullWidth onClick={later}>
          {t('ending.later')}
        </Button>
      ) : (
        <Anchor component="button" type="button" mt="md" onClick={ask}>
          {t('ended.other')}
        </Anchor>
      )}
      {dialog}
    </Modal>
  )
}
