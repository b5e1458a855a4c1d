import { expect, test } from '@jest/globals'
import { night, pine, schemes, toneColors, tones } from '../src/ui/palette.ts'

/** Relative luminance of `#rrggbb` (WCAG 2.2). */
function luminance(color: string): number {
  const channel = (at: number) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

test.each(['light', 'dark'] as const)('%s: words are readable on every ground (4.5)', (scheme) => {
  const colors = schemes[scheme]
  for (const ground of [colors.ground, colors.surface, ...(scheme === 'dark' ? [night[6]] : [])])
    for (const ink of ['text', 'dimmed', 'placeholder', 'error', 'anchor'] as const)
      expect({ ink, ground, enough: contrast(colors[ink], ground) >= 4.5 }).toEqual({ ink, ground, enough: true })
})

test.each(['light', 'dark'] as const)('%s: badges and notices are readable (4.5)', (scheme) => {
  for (const tone of tones) {
    const { ink, tint } = toneColors[scheme][tone]
    expect({ tone, enough: contrast(ink, tint) >= 4.5 }).toEqual({ tone, enough: true })
  }
})

test.each(['light', 'dark'] as const)('%s: fields and the focus stand out from their ground (3)', (scheme) => {
  const { ground, surface, field, focus } = schemes[scheme]
  for (const line of [field, focus])
    for (const behind of [ground, surface])
      expect({ line, behind, enough: contrast(line, behind) >= 3 }).toEqual({ line, behind, enough: true })
})

test.each(['light', 'dark'] as const)('%s: the words of quieter buttons are readable (4.5)', (scheme) => {
  const { soft, softHover, softInk } = schemes[scheme]
  for (const behind of [soft, softHover]) expect(contrast(softInk, behind)).toBeGreaterThanOrEqual(4.5)
})

test('the words of the primary button are readable in both schemes', () => {
  for (const shade of [pine[6], pine[7]]) expect(contrast('#fffdfa', shade)).toBeGreaterThanOrEqual(4.5)
})
