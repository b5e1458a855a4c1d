import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core'
import { night, pine, sand, schemes, terracotta, toneColors, tones } from '../ui/palette.ts'

const system =
  'system-ui, -apple-system, "Segoe UI Variable Text", "Segoe UI", Roboto, "Noto Sans", "Noto Sans Arabic", sans-serif'
const tuple = (colors: readonly string[]) => [...colors] as unknown as MantineColorsTuple

const defaults = (all: Record<string, object>) =>
  Object.fromEntries(Object.entries(all).map(([name, defaultProps]) => [name, { defaultProps }]))
const dialog = {
  overlayProps: { backgroundOpacity: 0.45 },
  styles: { title: { fontSize: '1.25rem', fontWeight: 680 } },
}

// The list itself scrolls, so that its keys reach every choice.
const shortList = { withScrollArea: false, styles: { options: { maxHeight: '16rem', overflowY: 'auto' } } }

/** Our look: warm paper, round corners, air. Sizes keep every target at 24 px or more; lists for thumbs use 48. */
export const theme = createTheme({
  primaryColor: 'pine',
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  luminanceThreshold: 0.32,
  colors: { pine: tuple(pine), terracotta: tuple(terracotta), gray: tuple(sand), dark: tuple(night) },
  white: '#fffdfa',
  black: schemes.light.text,
  fontFamily: system,
  fontFamilyMonospace: 'ui-monospace, "Cascadia Mono", "Noto Sans Mono", monospace',
  headings: {
    fontFamily: system,
    fontWeight: '680',
    sizes: {
      h1: { fontSize: 'clamp(1.5rem, 1.25rem + 1.2vw, 2rem)', lineHeight: '1.2' },
      h2: { fontSize: '1.25rem', lineHeight: '1.3' },
      h3: { fontSize: '1.0625rem', lineHeight: '1.4' },
    },
  },
  defaultRadius: 'md',
  radius: { xs: '4px', sm: '8px', md: '12px', lg: '18px', xl: '28px' },
  focusRing: 'auto',
  cursorType: 'pointer',
  respectReducedMotion: true,
  // By name, so that the theme brings no component along.
  components: defaults({
    ActionIcon: { variant: 'subtle', color: 'gray', size: 'lg' },
    Alert: { variant: 'default' },
    Badge: { tt: 'none', fw: 600 },
    Button: { fw: 600 },
    Card: { withBorder: true, padding: 'lg', radius: 'lg' },
    Checkbox: { size: 'md' },
    Drawer: dialog,
    // Inside a dialog a header is not the banner of the page.
    DrawerHeader: { component: 'div' },
    InputWrapper: { size: 'md' },
    Menu: { shadow: 'md', radius: 'md', withInitialFocusPlaceholder: false },
    Modal: { ...dialog, centered: true, radius: 'lg', padding: 'lg' },
    ModalHeader: { component: 'div' },
    MultiSelect: { size: 'md', ...shortList },
    NativeSelect: { size: 'md' },
    NumberInput: { size: 'md' },
    Paper: { radius: 'lg' },
    PasswordInput: { size: 'md' },
    Radio: { size: 'md' },
    Select: { size: 'md', checkIconPosition: 'right', ...shortList },
    Switch: { size: 'md' },
    Table: { highlightOnHoverColor: 'color-mix(in srgb, var(--mantine-color-text) 5%, transparent)' },
    TextInput: { size: 'md' },
    Textarea: { size: 'md', autosize: true, minRows: 2 },
  }),
})

/** Our variables (`--ground`, `--edge`, `--good-ink`…) and those of Mantine that fail AA as delivered. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: variablesOf('light'),
  dark: variablesOf('dark'),
})

function variablesOf(scheme: 'light' | 'dark'): Record<string, string> {
  const colors = schemes[scheme]
  const badges = tones.flatMap((tone) => [
    [`--${tone}-ink`, toneColors[scheme][tone].ink],
    [`--${tone}-tint`, toneColors[scheme][tone].tint],
  ])
  return {
    '--ground': colors.ground,
    '--edge': colors.edge,
    '--focus': colors.focus,
    '--mantine-color-body': colors.surface,
    '--mantine-color-text': colors.text,
    '--mantine-color-bright': colors.text,
    '--mantine-color-dimmed': colors.dimmed,
    '--mantine-color-placeholder': colors.placeholder,
    '--mantine-color-error': colors.error,
    '--mantine-color-anchor': colors.anchor,
    '--mantine-color-default-border': colors.field,
    '--mantine-color-default': colors.surface,
    '--mantine-color-pine-light': colors.soft,
    '--mantine-color-pine-light-hover': colors.softHover,
    '--mantine-color-pine-light-color': colors.softInk,
    ...(Object.fromEntries(badges) as Record<string, string>),
  }
}
