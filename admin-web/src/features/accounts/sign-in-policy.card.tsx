import { Card, Stack, Switch, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { query, useAct } from '../../lib/query.ts'
import { useSession } from '../../lib/session.ts'
import { TextLink } from '../../ui/links.tsx'
import { Await } from '../../ui/states.tsx'
import { offerUndo } from '../../ui/undo-bar.tsx'

/** What signing in asks for, at every site. An admin of one site reads it. */
export function SignInPolicyCard() {
  const { t } = useTranslation('accounts')
  const policy = useQuery(query('getSignInPolicy'))
  return (
    <Card component="section">
      <Stack gap="sm">
        <Title order={2}>{t('policy.title')}</Title>
        <Await query={policy}>{({ secondFactorRequired }) => <FactorSwitch required={secondFactorRequired} />}</Await>
      </Stack>
    </Card>
  )
}

function FactorSwitch({ required }: { required: boolean }) {
  const { t } = useTranslation('accounts')
  const { grants, secondFactor } = useSession()
  const decides = grants.some(
    ({ role, siteId, programme }) => role === 'admin' && siteId === null && programme === null,
  )
  const needsOwn = !required && !secondFactor.enrolled
  const set = useAct('setSignInPolicy', { stale: ['getSignInPolicy', 'whoAmI'] })
  const decide = (secondFactorRequired: boolean) =>
    set.mutate(
      { body: { secondFactorRequired } },
      {
        onSuccess: () =>
          offerUndo(t(secondFactorRequired ? 'policy.on' : 'policy.off'), () => decide(!secondFactorRequired)),
      },
    )
  return (
    <Stack gap="xs" align="flex-start">
      <Switch
        label={t('policy.label')}
        description={t('policy.hint')}
        checked={required}
        disabled={!decides || needsOwn || set.isPending}
        onChange={(event) => decide(event.currentTarget.checked)}
      />
      {decides && needsOwn && (
        <Text size="sm">
          {t('policy.ownFirst')} <TextLink to="/account">{t('policy.own')}</TextLink>
        </Text>
      )}
    </Stack>
  )
}
