import type { Group, GroupAnswer } from '@interra/contracts'
import { Popover, Stack, Text, UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Tone } from '../../ui/palette.ts'
import type { IconName } from '../../ui/icons.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'

const looks: Readonly<Record<Group, { tone: Tone; icon: IconName }>> = {
  newcomer: { tone: 'accent', icon: 'spark' },
  local: { tone: 'good', icon: 'home' },
  in_between: { tone: 'info', icon: 'people' },
  unknown: { tone: 'neutral', icon: 'info' },
}

/** Newcomer or local as of today, and on request how that is known. */
export function GroupBadge({ group: { group, flags } }: { group: GroupAnswer }) {
  const { t } = useTranslation('people')
  return (
    <Popover width={280} withArrow shadow="md">
      <Popover.Target>
        <UnstyledButton>
          <StatusBadge {...looks[group]}>{t('group.today', { group: t(`groups.${group}`) })}</StatusBadge>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          <Text size="sm">{t('group.how')}</Text>
          {flags.map((flag) => (
            <Text key={flag} size="sm">
              {t(`group.flags.${flag}`)}
            </Text>
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
