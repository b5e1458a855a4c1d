import { seriesScopes } from '@interra/contracts'
import { Radio, Stack } from '@mantine/core'
import type { ComponentProps } from 'react'
import { useTranslation } from 'react-i18next'

/** This one, this and the following ones, all that have not begun. */
export function ScopeChoice(props: Omit<ComponentProps<typeof Radio.Group>, 'children'>) {
  const { t } = useTranslation('sessions')
  return (
    <Radio.Group {...props} description={t('scopeHint')}>
      <Stack gap="xs" mt="xs">
        {seriesScopes.map((scope) => (
          <Radio key={scope} value={scope} label={t(`scope.${scope}`)} />
        ))}
      </Stack>
    </Radio.Group>
  )
}
