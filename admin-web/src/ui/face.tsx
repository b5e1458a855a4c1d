const mouths = {
  1: 'M8 17c1.2-2.200 2.500-3 4-3s2.800.8 4 3',
  2: 'M8.500 16.300c1-.9 2.200-1.300 3.500-1.300s2.500.4 3.500 1.300',
  3: 'M8.500 15.500h7',
  4: 'M8.500 14.700c1 .9 2.200 1.300 3.500 1.300s2.500-.4 3.500-1.300',
  5: 'M8 14c1.200 2.200 2.500 3 4 3s2.800-.8 4-3',
} as const

/** A mood as a face, 1 sad to 5 glad; words stand beside it. */
export function Face({ mood }: { mood: keyof typeof mouths }) {
  return (
    <svg viewBox="0 0 24 24" width={36} height={36} fill="none" stroke="currentColor" strokeWidth={1.6} aria-hidden>
      <circle cx={12} cy={12} r={9.5} />
      <path d={`M9 9.500h.01M15 9.500h.01${mouths[mood]}`} strokeLinecap="round" />
    </svg>
  )
}
