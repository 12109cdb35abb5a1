// The few signs of the field page, drawn on 24 × 24.

import type { ReactNode } from 'react';

const SHAPES = {
  mic: (
    <path d="M12 3.500a3 3 0 0 0-3 3v5a3 3 0 0 0 6 0v-5a3 3 0 0 0-3-3zM5.500 11a6.500 6.500 0 0 0 13 0M12 17.500v3.500M8.500 21h7" />
  ),
  back: <path d="M15 5l-7 7 7 7" />,
  silent: (
    <>
      <path d="M18 16V11a6 6 0 0 0-9.3-5M6 9.5V16l-1.5 2h12" />
      <path d="M10 21h4M4 3l16 18" />
    </>
  ),
  check: <path d="M5 12.5l4.5 4.5L19 7.5" />,
  cross: <path d="M6.5 6.5l11 11M17.5 6.5l-11 11" />,
  unsent: (
    <>
      <circle cx="12" cy="12" r="8.5" />
      <path d="M12 7.5V12l3 2" />
    </>
  ),
  inbox: <path d="M3.5 13.5h5l1.5 3h4l1.5-3h5M3.5 13.5v6h17v-6L18 5H6z" />,
  talk: <path d="M4 5h16v11H9l-5 4zM8 9h8M8 12h5" />,
  pin: <path d="M8 4h8l-1 6 3 3v2H6v-2l3-3zM12 15v6" />,
  grid: <path d="M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM13 13h7v7h-7z" />,
  place: (
    <>
      <path d="M12 21s6.500-6 6.500-11a6.500 6.500 0 0 0-13 0c0 5 6.500 11 6.500 11z" />
      <circle cx="12" cy="10" r="2.300" />
    </>
  ),
  map: <path d="M3.500 6l5.500-2.500 6 2.500 5.500-2.500v14L15 20l-6-2.500L3.500 20zM9 3.500v14M15 6v14" />,
  gate: <path d="M5 21V8M5 10l16-3.500M5 13.500h3M11 9l1.500 2.800M15.500 8l1.500 2.800M3 21h5" />,
  report: <path d="M12 3l9.500 17h-19zM12 9.500v5M12 17.500v.01" />,
  plus: <path d="M12 5v14M5 12h14" />,
  minus: <path d="M5 12h14" />,
  camera: (
    <>
      <path d="M3 7.500h4l1.500-2.500h7L17 7.500h4v12H3z" />
      <circle cx="12" cy="13" r="3.500" />
    </>
  ),
  phone: (
    <path d="M6 3.500h3.400l1.400 4.300-2 1.500a11 11 0 0 0 5.900 5.900l1.500-2 4.300 1.400V18a2.400 2.400 0 0 1-2.600 2.400A15.100 15.100 0 0 1 3.600 6.100 2.400 2.400 0 0 1 6 3.500z" />
  ),
  file: <path d="M6 3h8l4 4v14H6zM13.500 3v4.500H18M9 12.500h6M9 16h6" />,
  lost: (
    <path d="M4 4l16 16M8.5 15.5a5 5 0 0 1 4-1.6M5 12a10 10 0 0 1 4.6-2.6M2 8.500a15 15 0 0 1 4-2.500M12 8.800a10 10 0 0 1 7 3.200M10 4.700A15 15 0 0 1 22 8.500M12 19.500v.01" />
  ),
} as const;

export function Icon({ name, size = 24 }: { name: keyof typeof SHAPES; size?: number }): ReactNode {
  return (
    <svg className="icon" viewBox="0 0 24 24" width={size} height={size} aria-hidden="true">
      {SHAPES[name]}
    </svg>
  );
}
