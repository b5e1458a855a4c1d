import { Button, Menu } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useSite } from '../lib/session.ts'
import { Icon } from '../ui/icons.tsx'

/** The site one works for; nothing to choose when there is one only. */
export function SiteSwitch() {
  const { t } = useTranslation('shell')
  const { site, sites, choose } = useSite()
  if (site === undefined || sites.length < 2) return null
  return (
    <Menu withinPortal={false} position="bottom-end">
      <Menu.Target>
        <Button
          variant="default"
          size="sm"
          leftSection={<Icon name="place" size={18} />}
          aria-label={t('siteIs', { name: site.name })}
        >
          {site.name}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('site')}</Menu.Label>
        <Menu.RadioGroup value={site.id} onChange={choose}>
          {sites.map((one) => (
            <Menu.RadioItem key={one.id} value={one.id}>
              {one.name}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  )
}
