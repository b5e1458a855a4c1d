/**
 * The colours of Interra: pine for what one can do, sand for the ground, terracotta for the mark. Data only, so that a
 * test computes every contrast (WCAG 2.2 AA) in both schemes.
 */
export const pine = [
  '#edf6f3',
  '#d6eae3',
  '#aed5c8',
  '#83bfac',
  '#5faa94',
  '#42937c',
  '#2c7c67',
  '#1f6a58',
  '#175547',
  '#0f4034',
] as const
export const terracotta = [
  '#fdf1ea',
  '#f9ddcd',
  '#f0b996',
  '#e69563',
  '#dc7639',
  '#c8602a',
  '#a94c1e',
  '#8f3f18',
  '#743314',
  '#5a280f',
] as const
/** Greys with the warmth of paper. */
export const sand = [
  '#faf7f1',
  '#f4efe6',
  '#ebe4d8',
  '#ded5c6',
  '#cabfae',
  '#a99e8e',
  '#857b6d',
  '#675f54',
  '#4a443c',
  '#2c2823',
] as const
/** Dark scheme: text first, ground last. */
export const night = [
  '#ece6db',
  '#d5cdc0',
  '#bbb2a4',
  '#938a7d',
  '#4a443d',
  '#37322d',
  '#292522',
  '#201d1a',
  '#1b1815',
  '#171512',
] as const

export const schemes = {
  light: {
    ground: '#f6f1e8',
    surface: '#fffdfa',
    text: '#2c2823',
    dimmed: '#5f574c',
    placeholder: '#6d6458',
    error: '#a32414',
    anchor: '#1f6a58',
    edge: '#ddd3c3',
    field: '#8c8273',
    focus: '#8f3f18',
    /** Buttons that are quieter than the primary one. */
    soft: '#d6eae3',
    softHover: '#c4dfd6',
    softInk: '#0f4034',
  },
  dark: {
    ground: '#171512',
    surface: '#201d1a',
    text: '#ece6db',
    dimmed: '#b5ac9e',
    placeholder: '#9d9487',
    error: '#ff9d8c',
    anchor: '#83bfac',
    edge: '#3d3832',
    field: '#7d7468',
    focus: '#f0b996',
    soft: '#21443a',
    softHover: '#2a5348',
    softInk: '#cfe8df',
  },
} as const

export const tones = ['neutral', 'info', 'good', 'warn', 'bad', 'accent'] as const
export type Tone = (typeof tones)[number]

/** Words on a tint; a badge always carries an icon and a word too. */
export const toneColors: Readonly<Record<'light' | 'dark', Record<Tone, { ink: string; tint: string }>>> = {
  light: {
    neutral: { ink: '#4a433a', tint: '#ebe4d8' },
    info: { ink: '#1b4965', tint: '#dbeaf4' },
    good: { ink: '#1d5233', tint: '#d9eedf' },
    warn: { ink: '#664100', tint: '#fbe8c3' },
    bad: { ink: '#8a1f11', tint: '#fbdfd9' },
    accent: { ink: '#62285c', tint: '#efdfed' },
  },
  dark: {
    neutral: { ink: '#e2dacd', tint: '#3a352f' },
    info: { ink: '#b9ddf5', tint: '#1c3546' },
    good: { ink: '#b5e3c4', tint: '#1d3a29' },
    warn: { ink: '#f6d797', tint: '#443111' },
    bad: { ink: '#f9c6bc', tint: '#4b2019' },
    accent: { ink: '#ebc8e6', tint: '#43273f' },
  },
}
