import type { SVGProps } from 'react'

// Own strokes on a 24 grid: a word always stands beside them, so they are hidden from screen readers.
const shapes = {
  home: 'M4 11.5 12 4l8 7.5M6 10v10h12V10M10 20v-6h4v6',
  people:
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM2.5 20a6.5 6.5 0 0 1 13 0M16 4.3a3.5 3.5 0 0 1 0 6.4M18 13.8a6.5 6.5 0 0 1 3.5 6.2',
  calendar:
    'M5 5.5h14a1.5 1.5 0 0 1 1.5 1.5v12a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 19V7A1.5 1.5 0 0 1 5 5.5ZM3.5 10h17M8 3v4M16 3v4',
  spark: 'M12 3v4M12 17v4M3 12h4M17 12h4M6 6l2.5 2.5M15.5 15.5 18 18M18 6l-2.5 2.5M8.5 15.5 6 18',
  bulb: 'M9 18h6M10 21h4M12 3a6 6 0 0 0-3.6 10.8c.7.6 1.1 1.3 1.1 2.2h5c0-.9.4-1.6 1.1-2.2A6 6 0 0 0 12 3Z',
  clipboard:
    'M9 4.5H7A1.5 1.5 0 0 0 5.5 6v13A1.5 1.5 0 0 0 7 20.5h10a1.5 1.5 0 0 0 1.5-1.5V6A1.5 1.5 0 0 0 17 4.5h-2M9 3h6v3.5H9ZM9 13l2 2 4-4',
  chart: 'M4 20h16M7 16v-5M12 16V6M17 16v-8',
  place: 'M12 21s-7-6.2-7-11.5a7 7 0 0 1 14 0C19 14.8 12 21 12 21ZM12 12a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z',
  settings: 'M5 7h9M18 7h1M5 17h1M10 17h9M16 9a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM8 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z',
  user: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20.5a7.5 7.5 0 0 1 15 0',
  menu: 'M4 7h16M4 12h16M4 17h16',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  close: 'M6 6l12 12M18 6 6 18',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM16 16l4.5 4.5',
  back: 'M19 12H5M11 6l-6 6 6 6',
  next: 'm9 6 6 6-6 6',
  down: 'm6 9 6 6 6-6',
  up: 'm6 15 6-6 6 6',
  undo: 'M9 7 4.5 11.5 9 16M5 11.5h9a5.5 5.5 0 0 1 0 11h-1',
  retry: 'M20 5v5h-5M4 19v-5h5M19 10a7.5 7.5 0 0 0-13-3.5M5 14a7.5 7.5 0 0 0 13 3.5',
  copy: 'M9 9h10v11H9ZM5 15V4h10',
  warn: 'M12 4 2.8 19.5h18.4ZM12 10v4M12 17h.01',
  info: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 11v5M12 8h.01',
  stop: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM6 18 18 6',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 7.5V12l3 2',
  mail: 'M4 6h16v12H4ZM4 7l8 6 8-6',
  key: 'M8 15.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM11.5 12H21M17.5 12v3.5M20.5 12v2.5',
  sun: 'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M18.4 5.6 17 7M7 17l-1.4 1.4',
  moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5Z',
  globe:
    'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM3.5 12h17M12 3c2.5 2.4 3.8 5.4 3.8 9s-1.3 6.6-3.8 9c-2.5-2.4-3.8-5.4-3.8-9S9.5 5.4 12 3Z',
  leave: 'M14 4h5v16h-5M10 8l-4 4 4 4M6 12h9',
  edit: 'M4 20l1-4.500L16.5 4 20 7.5 8.5 19ZM14 6.5 17.5 10',
  print: 'M7 9V4h10v5M7 17H4V9.500h16V17h-3M7 14h10v6H7Z',
  download: 'M12 4v11M7 11l5 5 5-5M4 20h16',
  hand: 'M7 12V6.500a1.5 1.5 0 0 1 3 0V11V4.500a1.5 1.5 0 0 1 3 0V11V5.500a1.5 1.5 0 0 1 3 0V13V8.500a1.5 1.5 0 0 1 3 0V15a6 6 0 0 1-6 6h-1c-2.5 0-4-1-5.5-3.500L4 14.500a1.6 1.6 0 0 1 3-1.200Z',
  phone:
    'M6 3.500h3.500l1.5 4-2 1.500a12 12 0 0 0 6 6l1.5-2 4 1.500V18a2.5 2.5 0 0 1-2.5 2.500A15 15 0 0 1 3.5 6 2.5 2.5 0 0 1 6 3.500Z',
  offline: 'M4 4l16 16M8.5 15a5 5 0 0 1 5-1.300M5 11.500A10 10 0 0 1 9 9M19 11.500a10 10 0 0 0-6-3M12 19h.01',
  case: 'M4 8h16v11H4ZM9 8V5h6v3M4 13h16',
  route: 'M6 20a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM18 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM8 18h7a3 3 0 0 0 0-6H9a3 3 0 0 1 0-6h7',
  flag: 'M6 21V4M6 5h11l-2 3.5 2 3.500H6',
} as const
export type IconName = keyof typeof shapes

export function Icon({ name, size = 20, ...rest }: { name: IconName; size?: number } & SVGProps<SVGSVGElement>) {
  return (
    <svg
      viewBox="0 0 24 24"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth={1.9}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden
      focusable={false}
      {...rest}
    >
      <path d={shapes[name]} />
    </svg>
  )
}
